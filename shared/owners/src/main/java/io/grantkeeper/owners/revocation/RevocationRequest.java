package io.grantkeeper.owners.revocation;

import java.time.Instant;

/**
 * The requester and the time of a revocation. A revocation that is continued after a rate limit or an interruption
 * keeps its request, so that access whose revocation the provider has confirmed since then is not revoked again.
 *
 * @param by the requester in readable form: an email address, an account or a policy
 * @param since when the revocation was requested; earlier revocations do not count, because the access may have been
 *     granted again
 */
public record RevocationRequest(String by, Instant since) {}
