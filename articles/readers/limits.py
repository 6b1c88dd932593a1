"""How much a file may be and cost. Newsrooms' own files stay far below; what is above is refused, never cut short."""

MEGABYTE = 1024 * 1024

LARGEST_FILE = 16 * MEGABYTE  # bytes as received
LARGEST_SOURCE = 2 * MEGABYTE  # bytes of one article's text in UTF-8, or of a file of plain text
LARGEST_UNPACKED = 64 * MEGABYTE  # bytes of all that a ZIP archive or a Word document holds
MOST_ENTRIES = 2000  # in a ZIP archive or a Word document
MOST_ARTICLES = 100  # in one file
DEEPEST_FILES = 3  # a document in an archive in a message
DEEPEST_ELEMENTS = 250  # libxml2's own limit is 256
MOST_ELEMENTS = 300_000  # in one document of HTML or XML
MOST_ATTRIBUTES = 500  # of one element
MOST_PAGES = 300  # of a PDF
MOST_OBJECTS = 50_000  # of a PDF
MOST_NOTES = 1000  # comments in a document
MOST_REMOVED = 200  # passages shown as removed
LONGEST_REMOVED = 2000  # characters shown of each

# Of the process that reads anything but plain text.
CPU_SECONDS = 4  # for one file, with all that is in it
WALL_SECONDS = 20  # for the same, on a machine that has much else to do
MEMORY = 480 * MEGABYTE  # of address space
