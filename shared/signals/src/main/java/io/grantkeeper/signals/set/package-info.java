/** Security event tokens (RFC 8417): the CAEP and RISC events for ledger entries, and their signatures. */
@NullMarked
package io.grantkeeper.signals.set;

import org.jspecify.annotations.NullMarked;
