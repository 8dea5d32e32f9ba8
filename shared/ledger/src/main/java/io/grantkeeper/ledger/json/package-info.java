/**
 * JSON in the one form that RFC 8785 allows, so that equal content has equal bytes. Hashed records hold no floating-point
 * numbers.
 */
@NullMarked
package io.grantkeeper.ledger.json;

import org.jspecify.annotations.NullMarked;
