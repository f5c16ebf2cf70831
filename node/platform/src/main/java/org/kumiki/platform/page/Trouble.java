package org.kumiki.platform.page;

/**
 * A problem in a person's words.
 *
 * @param status the HTTP status
 * @param title a few words
 * @param text what happened
 * @param next what the person can do
 * @param detail this occurrence in English, where the words above are not made for it; may be empty
 * @param field the field of the form that it is about; empty if it is about no one field
 */
public record Trouble(
    int status, String title, String text, String next, String detail, String field) {

  public Trouble(int status, String title, String text, String next, String detail) {
    this(status, title, text, next, detail, "");
  }
}
