package io.grantkeeper.behavior.incident;

import io.grantkeeper.behavior.SignalAnswer;
import io.grantkeeper.behavior.store.ProfileKey;
import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.behavior.store.StoredProfile;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets people's answers change detection, within the limits of {@link SignalAnswer}. An owner's answer is recorded in
 * the incident, and therefore also in the ledger, before it changes a profile. Once the security team has closed the
 * incident, an owner's answer changes nothing.
 */
public final class AnswerFeedback {
    /** The maximum time between the opening of an incident and a finding that belongs to it. */
    private static final Duration OLDEST = Duration.ofDays(60);

    private final IncidentCorrelator incidents;
    private final ProfileStore profiles;

    public AnswerFeedback(IncidentCorrelator incidents, ProfileStore profiles) {
        this.incidents = incidents;
        this.profiles = profiles;
    }

    /** Learns that the owner expected the activity that a finding describes. Learning it again changes nothing. */
    public void ownerExpected(TenantId tenant, Finding finding, Instant at) {
        learn(tenant, finding, finding.key(), true, at);
    }

    /**
     * Learns that the owner did not expect the activity that another finding describes. Learning it again changes
     * nothing.
     *
     * @param finding the finding that records the answer; its key ends with the key of the other finding
     */
    public void ownerDidNotExpect(TenantId tenant, Finding finding) {
        String key = finding.key().substring(Finding.NOT_EXPECTED.length());
        learn(tenant, finding, key, false, finding.foundAt());
    }

    private void learn(TenantId tenant, Finding finding, String key, boolean expected, Instant at) {
        incidents
                .answer(
                        tenant,
                        finding.identity() + "/" + key,
                        new IncidentEntry.Answer(expected, at),
                        finding.foundAt().minus(OLDEST))
                .ifPresent(entry -> learn(tenant, entry, expected, at));
    }

    /** Learns a person's answer about an entry. */
    void learn(TenantId tenant, IncidentEntry entry, boolean expected, Instant at) {
        Optional<IncidentEntry.ProfileName> profile = entry.profile();
        if (profile.isEmpty()) {
            return;
        }
        SignalAnswer answer = SignalAnswer.to(entry.type(), entry.severity(), expected, at);
        profiles.merge(
                tenant,
                new ProfileKey(
                        ProfileKey.Kind.IDENTITY,
                        profile.get().connection(),
                        profile.get().name()),
                StoredProfile.builder()
                        .add(ProfileSection.ANSWERS, ProfileSection.keyOf(entry.type()), answer.register())
                        .build(),
                0);
    }
}
