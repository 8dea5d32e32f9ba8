/**
 * JSON in the canonical form of RFC 8785, so that equal content has equal bytes. Hashed records contain no
 * floating-point numbers.
 */
@NullMarked
package io.grantkeeper.ledger.json;

import org.jspecify.annotations.NullMarked;
