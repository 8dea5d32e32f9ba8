/**
 * Evidence for auditors: what the ledger shows of each control of a framework in a period, and who could reach what on a
 * day. Everything is derived from entries under one signed checkpoint, so anybody can derive it again.
 */
@NullMarked
package io.grantkeeper.evidence;

import org.jspecify.annotations.NullMarked;
