/**
 * The words that the whole ledger shares: a check that failed, and a store that is not what it was. Everything in here
 * is plain Java; AWS implements its ports elsewhere.
 */
@NullMarked
package io.grantkeeper.ledger;

import org.jspecify.annotations.NullMarked;
