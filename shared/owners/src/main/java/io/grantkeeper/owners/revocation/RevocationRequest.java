package io.grantkeeper.owners.revocation;

import java.time.Instant;

/**
 * Who requested a revocation, and when. A repetition after a rate limit or an interruption uses the same request, so
 * that access that the provider has already confirmed as revoked is not revoked again.
 *
 * @param by the requester in readable form: an email address, an account or a policy
 * @param since when the revocation was requested; access that was revoked before may have been granted again, so
 *     earlier revocations do not count
 */
public record RevocationRequest(String by, Instant since) {}
