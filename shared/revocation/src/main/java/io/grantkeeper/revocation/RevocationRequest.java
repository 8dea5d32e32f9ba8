package io.grantkeeper.revocation;

import java.time.Instant;

/**
 * Who wants something taken away. Whoever carries it out again, because a limit or a death came in between, asks with the
 * same request: what the provider said to be gone since then is not called for again.
 *
 * @param by for people: an e-mail address, an account, a policy
 * @param since when it was wanted; what was taken away before that may have been given anew, and counts for nothing
 */
public record RevocationRequest(String by, Instant since) {}
