/** The checks for each capability, and their results from the ledger. */
@NullMarked
package io.grantkeeper.evidence.check;

import org.jspecify.annotations.NullMarked;
