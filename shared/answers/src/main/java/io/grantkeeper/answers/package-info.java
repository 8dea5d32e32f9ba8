/**
 * What a person says to an alert or a review. A ticket binds an answer to its question, its recipient and what was shown;
 * an answer is kept first, then told to the ledger, then carried out.
 */
@NullMarked
package io.grantkeeper.answers;

import org.jspecify.annotations.NullMarked;
