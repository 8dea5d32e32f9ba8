package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.DaySpan;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.property.testkit.RecordArbitraries;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary values of the model types, including strings with characters that must be escaped in JSON. */
final class ModelArbitraries {
    private static final ConnectionId CONNECTION = new ConnectionId("google-acme");
    private static final Arbitrary<String> TEXTS = Arbitraries.of(
            "", "a", "Zoë \"quoted\" \\ back", "tab\tand\nline\u0001", "日本語 🗝", "0", "null", "</script>");
    private static final Arbitrary<Instant> INSTANTS = Combinators.combine(
                    Arbitraries.longs().between(0, 1_999_999_999), Arbitraries.of(0, 120_000_000, 240_000_000))
            .as((second, nanos) -> Instant.ofEpochSecond(second, nanos));
    private static final Arbitrary<Integer> DIGITS = Arbitraries.integers().between(1, 8);

    private ModelArbitraries() {}

    static RecordArbitraries standard() {
        return new RecordArbitraries()
                .with(String.class, TEXTS)
                .with(int.class, Arbitraries.integers().between(-3, 999))
                .with(long.class, Arbitraries.longs())
                .with(double.class, Arbitraries.integers().between(0, 100).map(percent -> percent / 100.0))
                .with(Instant.class, INSTANTS)
                .with(LocalDate.class, Arbitraries.integers().between(0, 19_999).map(LocalDate::ofEpochDay))
                .with(TenantId.class, Arbitraries.just(new TenantId("acme")))
                .with(ProviderId.class, Arbitraries.just(new ProviderId("google")))
                .with(ConnectionId.class, Arbitraries.just(CONNECTION))
                .with(StreamId.class, Arbitraries.just(new StreamId("tokens")))
                .with(PersonId.class, DIGITS.map(digit -> new PersonId(CONNECTION, "p" + digit)))
                .with(IdentityId.class, DIGITS.map(ModelArbitraries::identity))
                .with(DaySpan.class, DIGITS.map(digit -> DaySpan.parse("2025-01-03/2025-02-0" + digit)))
                .with(
                        Timestamp.class,
                        Arbitraries.oneOf(
                                Arbitraries.of(Timestamp.never(), Timestamp.unknown()), INSTANTS.map(Timestamp::at)))
                .with(
                        GrantSubject.class,
                        Arbitraries.of(GrantSubject.tenant(), GrantSubject.person(new PersonId(CONNECTION, "7"))))
                .withWrapper(
                        KnownOrUnknown.class,
                        content -> content.optional()
                                .map(value -> value.<KnownOrUnknown<?>>map(KnownOrUnknown::known)
                                        .orElseGet(KnownOrUnknown::unknown)));
    }

    private static IdentityId identity(int digit) {
        return new IdentityId(CONNECTION, IdentityKind.OAUTH_CLIENT, "1/ü" + digit);
    }
}
