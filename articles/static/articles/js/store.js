// Where unsaved words are kept in this browser: one entry for each user, page and field.
//
// An entry: the text; `version` and `started` of its form as it was then, so that words of others are never written
// over; and `sent`, the texts of saves that had no answer. If one of those did arrive, it is this writer's own.

const prefix = `newsroom words ${document.getElementById("draft")?.dataset.user} ${location.pathname} `;

export function read(id) {
  try {
    return JSON.parse(localStorage.getItem(prefix + id));
  } catch {
    return null;
  }
}

// Whether it could be kept: there may be no storage, or no room in it.
export function write(id, entry) {
  try {
    localStorage.setItem(prefix + id, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

export function forget(id) {
  try {
    localStorage.removeItem(prefix + id);
  } catch {
    // No storage: nothing was kept.
  }
}

// The fields of this page with words of this user.
export function all() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  } catch {
    return [];
  }
}

export const input = (form, name) => [...form.elements].find((element) => element.name === name);
