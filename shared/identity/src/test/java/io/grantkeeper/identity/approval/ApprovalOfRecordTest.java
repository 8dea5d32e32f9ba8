package io.grantkeeper.identity.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.json.ModelJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An approval of record")
class ApprovalOfRecordTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    private static final IdentityId OTTER = new IdentityId(GOOGLE, IdentityKind.OAUTH_CLIENT, "otter");
    private static final ApprovalSubject ONE = new ApprovalSubject.OneIdentity(OTTER);
    private static final ApprovedScope NOTHING = new ApprovedScope(List.of(), List.of(), false);

    private static ApprovalDecision decision(ApprovalState state) {
        return state == ApprovalState.TOLERATED
                ? ApprovalDecision.tolerated(
                        "dana", ApprovalDecision.Source.COMMAND_LINE, NOON, "", NOON.plus(Duration.ofDays(30)))
                : ApprovalDecision.of(state, "dana", ApprovalDecision.Source.COMMAND_LINE, NOON, "vendor's own app");
    }

    private static ApprovalOfRecord in(ApprovalState state) {
        ApprovalOfRecord first = ApprovalOfRecord.first(ONE, NOON);
        return state == ApprovalState.NEW
                ? first
                : first.decided(decision(state), Optional.of(NOTHING), ApprovalConditions.none());
    }

    @ParameterizedTest
    @EnumSource(ApprovalState.class)
    void movesOnlyToAllowedStates(ApprovalState from) {
        for (ApprovalState to : ApprovalState.values()) {
            if (from.mayBecome(to)) {
                assertThat(in(from).decided(decision(to), Optional.empty(), ApprovalConditions.none())
                                .current()
                                .state())
                        .isEqualTo(to);
            } else {
                assertThatThrownBy(() -> in(from).decided(decision(to), Optional.empty(), ApprovalConditions.none()))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(from.displayName())
                        .hasMessageContaining(to.displayName());
            }
        }
    }

    @Test
    void neverReturnsToStateNew() {
        assertThat(ApprovalState.values()).noneMatch(state -> state.mayBecome(ApprovalState.NEW));
    }

    @Test
    void requiresReviewOfReturnedIdentity() {
        assertThat(EnumSet.allOf(ApprovalState.class))
                .filteredOn(ApprovalState.RETIRED::mayBecome)
                .containsExactly(ApprovalState.UNDER_REVIEW);
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVED", "REFUSED", "FIRST_PARTY"})
    void rejectsDecisionThatNoPersonMade(ApprovalState state) {
        assertThatThrownBy(() -> ApprovalDecision.of(
                        state, ApprovalDecision.CLOCK, ApprovalDecision.Source.INVENTORY, NOON, "because"))
                .hasMessageContaining("only a person can decide");
    }

    @Test
    void rejectsIncompleteDecisions() {
        assertThatThrownBy(() -> ApprovalDecision.of(
                        ApprovalState.APPROVED, " ", ApprovalDecision.Source.COMMAND_LINE, NOON, ""))
                .hasMessageContaining("--by");
        assertThatThrownBy(() -> ApprovalDecision.of(
                        ApprovalState.FIRST_PARTY, "dana", ApprovalDecision.Source.COMMAND_LINE, NOON, ""))
                .hasMessageContaining("--because");
        assertThatThrownBy(() -> decision(ApprovalState.TOLERATED).withUntil(Optional.empty()))
                .hasMessageContaining("--until");
        assertThatThrownBy(() -> decision(ApprovalState.APPROVED).withUntil(Optional.of(NOON)))
                .hasMessageContaining("future");
        assertThatThrownBy(() -> ApprovalDecision.of(
                        ApprovalState.APPROVED, "dana", ApprovalDecision.Source.COMMAND_LINE, NOON, "x".repeat(1_001)))
                .hasMessageContaining("1000");
    }

    @Test
    void returnsToReviewAfterApprovalEnds() {
        ApprovalOfRecord tolerated = in(ApprovalState.TOLERATED);
        Instant end = NOON.plus(Duration.ofDays(30));
        assertThat(tolerated.stateAt(end.minusNanos(1))).isEqualTo(ApprovalState.TOLERATED);
        assertThat(tolerated.stateAt(end)).isEqualTo(ApprovalState.UNDER_REVIEW);
        assertThat(tolerated.permitsAt(end)).isFalse();
    }

    @Test
    void keepsRefusalInEffectIndefinitely() {
        assertThat(in(ApprovalState.REFUSED).stateAt(Instant.MAX)).isEqualTo(ApprovalState.REFUSED);
    }

    @Test
    void limitsHistoryToNewestSteps() {
        ApprovalOfRecord approval = in(ApprovalState.APPROVED);
        for (int i = 0; i < 30; i++) {
            approval = approval.decided(
                    ApprovalDecision.of(
                            ApprovalState.APPROVED,
                            "dana",
                            ApprovalDecision.Source.COMMAND_LINE,
                            NOON.plusSeconds(i + 1L),
                            ""),
                    Optional.empty(),
                    ApprovalConditions.none());
        }
        assertThat(approval.earlier()).hasSize(ApprovalOfRecord.MAX_EARLIER);
        assertThat(approval.earlier().getFirst().at()).isEqualTo(NOON.plusSeconds(29));
    }

    @Test
    void prefersMostSpecificDecisionInEffect() {
        ApprovalOfRecord ended = in(ApprovalState.TOLERATED);
        ApprovalOfRecord product = ApprovalOfRecord.first(new ApprovalSubject.OfProduct("otter-ai"), NOON)
                .decided(decision(ApprovalState.APPROVED), Optional.empty(), ApprovalConditions.none());
        Instant later = NOON.plus(Duration.ofDays(40));
        assertThat(ApprovalOfRecord.effective(List.of(ended, product), NOON)).contains(ended);
        assertThat(ApprovalOfRecord.effective(List.of(ended, product), later)).contains(product);
        assertThat(ApprovalOfRecord.effective(List.of(ended), later)).contains(ended);
        assertThat(ApprovalOfRecord.effective(List.of(in(ApprovalState.UNDER_REVIEW), product), NOON))
                .contains(product);
        assertThat(ApprovalOfRecord.effective(List.of(in(ApprovalState.REFUSED), product), NOON))
                .map(found -> found.current().state())
                .contains(ApprovalState.REFUSED);
        assertThat(ApprovalOfRecord.effective(List.of(), NOON)).isEmpty();
    }

    @Test
    void listsSubjectsOfIdentityMostSpecificFirstAndIgnoresNames() {
        NonHumanIdentity app = NonHumanIdentity.of(OTTER, new ProviderId("google"), "oauth-client", "Otter")
                .withAliases(Set.of(new Alias("oauth-client-id", " 12.Apps "), new Alias("name", "12.apps")));
        assertThat(ApprovalSubject.covering(app, Optional.of("Otter-AI")))
                .extracting(Object::toString)
                .containsExactly("identity:google-acme/oauth-client/otter", "client:12.apps", "product:otter-ai");
    }

    @Test
    void parsesTextFormOfEverySubject() {
        for (ApprovalSubject subject :
                List.of(ONE, new ApprovalSubject.OfProduct("otter-ai"), new ApprovalSubject.OfClient("a:b/c"))) {
            assertThat(ApprovalSubject.parse(subject.toString())).isEqualTo(subject);
        }
        assertThatThrownBy(() -> ApprovalSubject.parse("otter-ai")).hasMessageContaining("product:PRODUCT");
        assertThatThrownBy(() -> ApprovalSubject.parse("product: ")).hasMessageContaining("must not be empty");
    }

    @Test
    void approvesForAnyoneIfThereAreTooManyPeopleToList() {
        SortedSet<PersonId> many = new TreeSet<>(IntStream.rangeClosed(0, ApprovedScope.MAX_PEOPLE)
                .mapToObj(i -> new PersonId(GOOGLE, "p" + i))
                .toList());
        ApprovedScope scope = new ApprovedScope(
                List.of(),
                List.of(),
                false,
                many,
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                Collections.emptySortedSet());
        assertThat(scope.anyone()).isTrue();
        assertThat(scope.people()).isEmpty();
    }

    @Test
    void readsRowsWithUnknownMembers() {
        ApprovalOfRecord approval = in(ApprovalState.APPROVED);
        String json = ModelJson.write(approval);
        assertThat(ModelJson.read(json.replaceFirst("\\{", "{\"later\":1,"), ApprovalOfRecord.class))
                .isEqualTo(approval);
    }
}
