/**
 * Evidence for auditors: what the ledger shows about each control of a framework in a period, and who could access what
 * on a given day. Everything is derived from entries under one signed checkpoint, so anyone can derive it again.
 */
@NullMarked
package io.grantkeeper.evidence;

import org.jspecify.annotations.NullMarked;
