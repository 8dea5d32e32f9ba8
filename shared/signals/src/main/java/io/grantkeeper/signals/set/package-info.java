/** Security event tokens (RFC 8417): which events of CAEP and RISC an entry of the ledger amounts to, and their signatures. */
@NullMarked
package io.grantkeeper.signals.set;

import org.jspecify.annotations.NullMarked;
