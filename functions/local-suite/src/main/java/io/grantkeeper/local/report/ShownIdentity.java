package io.grantkeeper.local.report;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.JoinedEvidence;
import io.grantkeeper.identity.store.JoinedMoment;
import io.grantkeeper.identity.store.JoinedPerson;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.identity.store.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code grantkeeper show} tells of one identity, for machines: all rows, and what their evidence comes to. */
public record ShownIdentity(
        Stored<NonHumanIdentity> identity,
        List<Stored<Grant>> grants,
        List<Stored<Credential>> credentials,
        List<AccessEvent> events,
        List<UsageHistory> usage,
        Optional<IdentitySummary> summary,
        List<Finding> findings,
        List<Revocation> revocations,
        Evidence evidence) {
    /**
     * Evidence of all kinds, laid one over the other.
     *
     * @param given by the grant's key
     * @param inception how soon it was known: the provider's delay, and ours
     * @param logsReadUpTo up to when all logs of the connection have been read
     */
    public record Evidence(
            JoinedMoment lastUse,
            SortedMap<String, Given> given,
            Optional<JoinedEvidence.Inception> inception,
            Optional<Instant> logsReadUpTo) {}

    /** When and by whom a grant was given. */
    public record Given(JoinedMoment at, JoinedPerson by) {}

    public static ShownIdentity of(JoinedEvidence joined, List<Revocation> revocations) {
        IdentityDossier dossier = joined.dossier();
        SortedMap<String, Given> given = new TreeMap<>();
        dossier.grants()
                .forEach(
                        grant -> given.put(grant.content().key(), new Given(joined.given(grant), joined.giver(grant))));
        return new ShownIdentity(
                dossier.identity(),
                dossier.grants(),
                dossier.credentials(),
                dossier.events(),
                dossier.usage(),
                dossier.summary(),
                dossier.findings(),
                List.copyOf(revocations),
                new Evidence(joined.lastUse(), given, joined.inception(), joined.logsReadUpTo()));
    }
}
