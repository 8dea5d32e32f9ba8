/**
 * Where things are told to the ledger: each store that acts is wrapped once, and tells before it acts. What is told twice
 * has one id, so it is kept once.
 */
@NullMarked
package io.grantkeeper.ledger.record;

import org.jspecify.annotations.NullMarked;
