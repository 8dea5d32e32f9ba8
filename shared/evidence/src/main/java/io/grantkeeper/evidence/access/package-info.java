/** The access of identities on a given day, according to the ledger. */
@NullMarked
package io.grantkeeper.evidence.access;

import org.jspecify.annotations.NullMarked;
