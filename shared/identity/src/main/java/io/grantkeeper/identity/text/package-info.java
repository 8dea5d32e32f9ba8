/**
 * Text for people: external text and its normalization, HTML in which untrusted text is escaped, and suggestions for
 * misspelled words.
 */
@NullMarked
package io.grantkeeper.identity.text;

import org.jspecify.annotations.NullMarked;
