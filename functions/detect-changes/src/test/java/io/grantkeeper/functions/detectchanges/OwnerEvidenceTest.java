package io.grantkeeper.functions.detectchanges;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An event is worth reading all that an identity holds")
class OwnerEvidenceTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    private static final IdentityId OTTER = new IdentityId(GOOGLE, IdentityKind.OAUTH_CLIENT, "otter");
    private static final Knowledge<PersonId> NEWCOMER = Knowledge.known(person(100));

    private static PersonId person(int number) {
        return new PersonId(GOOGLE, String.valueOf(number));
    }

    private static AccessEvent event(AccessEventType type, Knowledge<PersonId> actor) {
        return new AccessEvent("1", type, Knowledge.known(OTTER), actor, MONDAY, new TreeMap<>());
    }

    private static Optional<IdentitySummary> summaryWithCandidates(int count) {
        return Optional.of(new IdentitySummary(
                OTTER,
                new ProviderId("google"),
                "oauth-client",
                "Otter.ai",
                IdentityStatus.ACTIVE,
                Severity.LOW,
                AiVerdict.UNKNOWN,
                Optional.empty(),
                List.of(),
                List.of(),
                IntStream.range(0, count)
                        .mapToObj(number -> new OwnerCandidate(person(number), List.of()))
                        .toList(),
                Moment.unknown(),
                Moment.unknown(),
                MONDAY,
                MONDAY,
                1));
    }

    @Test
    void whenItIsTheFirstOrNamesANewCandidate() {
        AccessEvent consent = event(AccessEventType.GRANT_GIVEN, NEWCOMER);
        assertThat(OwnerEvidence.matters(consent, Optional.empty())).isTrue();
        assertThat(OwnerEvidence.matters(consent, summaryWithCandidates(4))).isTrue();
    }

    @Test
    void notWhenThePersonIsKnownOrTheCandidatesAreMany() {
        AccessEvent known = event(AccessEventType.GRANT_GIVEN, Knowledge.known(person(0)));
        assertThat(OwnerEvidence.matters(known, summaryWithCandidates(1))).isFalse();
        assertThat(OwnerEvidence.matters(event(AccessEventType.GRANT_GIVEN, NEWCOMER), summaryWithCandidates(5)))
                .isFalse();
    }

    @Test
    void alwaysWhenAStrongerClaimMayFollow() {
        assertThat(OwnerEvidence.matters(event(AccessEventType.CREDENTIAL_ADDED, NEWCOMER), summaryWithCandidates(5)))
                .isTrue();
    }

    @Test
    void notWhenNobodyIsNamedOrNothingWasGiven() {
        assertThat(OwnerEvidence.matters(event(AccessEventType.GRANT_GIVEN, Knowledge.unknown()), Optional.empty()))
                .isFalse();
        assertThat(OwnerEvidence.matters(event(AccessEventType.SIGNED_IN, NEWCOMER), Optional.empty()))
                .isFalse();
    }
}
