/** Who could access what on a given day, according to the ledger. */
@NullMarked
package io.grantkeeper.evidence.access;

import org.jspecify.annotations.NullMarked;
