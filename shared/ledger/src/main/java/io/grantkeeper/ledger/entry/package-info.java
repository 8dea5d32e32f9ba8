/**
 * What the ledger tells: one record for each thing that happened, versioned, free of personal data. People are named by
 * salted digests, whose salts are kept apart and can be erased.
 */
@NullMarked
package io.grantkeeper.ledger.entry;

import org.jspecify.annotations.NullMarked;
