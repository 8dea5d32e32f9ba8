package io.grantkeeper.behavior.incident;

import io.grantkeeper.behavior.store.ProfileKey;
import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.behavior.store.Register;
import io.grantkeeper.behavior.store.StoredProfile;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.FindingStore;
import java.time.Duration;
import java.util.Optional;

/**
 * Closes incidents with a person's verdict. If what happened is expected, signals of the same types about the same
 * identities are of low severity for 90 days. The verdict is recorded in the ledger before anything else changes.
 */
public final class CloseIncident {
    /** How long an answer applies. */
    public static final Duration ANSWER_APPLIES = Duration.ofDays(90);

    private final IncidentLog incidents;
    private final ProfileStore profiles;
    private final FindingStore findings;

    public CloseIncident(IncidentLog incidents, ProfileStore profiles, FindingStore findings) {
        this.incidents = incidents;
        this.profiles = profiles;
        this.findings = findings;
    }

    /**
     * Closes an incident. Closing it again in the same way completes what was interrupted.
     *
     * @return empty if there is no incident with this id
     * @throws IllegalStateException if the incident was closed in another way; the message says by whom
     */
    public Optional<Incident> close(TenantId tenant, String id, Incident.Closure closure) {
        Optional<Incident> closed = incidents.close(tenant, id, closure);
        closed.ifPresent(incident -> {
            for (IncidentEntry entry : incident.timeline()) {
                if (closure.verdict().isExpected()) {
                    entry.profile().ifPresent(profile -> expect(tenant, profile, entry, closure));
                }
                if (entry.profile().isPresent()) {
                    entry.finding().ifPresent(key -> findings.close(tenant, entry.identity(), key, closure.at()));
                }
            }
        });
        return closed;
    }

    private void expect(
            TenantId tenant, IncidentEntry.ProfileName profile, IncidentEntry entry, Incident.Closure closure) {
        StoredProfile answer = StoredProfile.builder()
                .add(
                        ProfileSection.ANSWERS,
                        ProfileSection.keyOf(entry.type()),
                        Register.of(
                                entry.type(), closure.at().plus(ANSWER_APPLIES).getEpochSecond()))
                .build();
        profiles.merge(
                tenant, new ProfileKey(ProfileKey.Kind.IDENTITY, profile.connection(), profile.name()), answer, 0);
    }
}
