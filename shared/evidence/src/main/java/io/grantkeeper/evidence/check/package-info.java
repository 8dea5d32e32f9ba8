/** The checks that support each capability, and the results that they derive from the ledger. */
@NullMarked
package io.grantkeeper.evidence.check;

import org.jspecify.annotations.NullMarked;
