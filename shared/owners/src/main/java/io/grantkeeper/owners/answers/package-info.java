/**
 * People's answers to alerts and reviews. A ticket binds an answer to its question, its recipient and the state that
 * the recipient was shown. An answer is first stored, then recorded in the ledger, then carried out.
 */
@NullMarked
package io.grantkeeper.owners.answers;

import org.jspecify.annotations.NullMarked;
