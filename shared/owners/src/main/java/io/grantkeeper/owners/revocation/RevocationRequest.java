package io.grantkeeper.owners.revocation;

import java.time.Instant;

/**
 * Who requested a revocation, and when. If a revocation is repeated after a rate limit or an interruption, it uses the
 * same request, so that access that the provider has already confirmed as revoked is not revoked again.
 *
 * @param by the requester in readable form: an email address, an account or a policy
 * @param since when the revocation was requested; earlier revocations do not count, because the access may have been
 *     granted again
 */
public record RevocationRequest(String by, Instant since) {}
