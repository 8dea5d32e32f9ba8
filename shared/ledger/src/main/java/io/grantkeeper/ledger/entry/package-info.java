/**
 * The entries of the ledger: one versioned record per event, without personal data. People appear as salted digests;
 * the salts are stored separately and can be erased.
 */
@NullMarked
package io.grantkeeper.ledger.entry;

import org.jspecify.annotations.NullMarked;
