/**
 * Checks the English of documents, user-facing strings, data and usage text with LanguageTool, and checks for the words
 * that {@code docs/style.md} replaces. {@code accepted-words.txt} lists correct words that LanguageTool's dictionary
 * lacks.
 */
@NullMarked
package io.grantkeeper.language;

import org.jspecify.annotations.NullMarked;
