package io.grantkeeper.owners.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.property.testkit.InputMutations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ticket")
class TicketSignerTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Secret KEY = Secret.of("a test key, which protects nothing at all");
    private static final Secret OTHER = Secret.of("another test key, which protects nothing");
    private static final AnswerTicket TICKET = new AnswerTicket(
            new TenantId("acme"),
            AnswerTicket.Purpose.QUESTION,
            "4f1e",
            Optional.empty(),
            AnswerTicket.recipient("dana@acme.example"),
            "00ff",
            Optional.of(OwnerAnswer.REVOKE),
            NOON.plusSeconds(60));

    private final TicketSigner tickets = new TicketSigner(() -> List.of(KEY));

    @Test
    void readsSignedTicket() {
        assertThat(tickets.read(tickets.sign(TICKET), NOON)).isEqualTo(new TicketSigner.Reading.Genuine(TICKET));
    }

    @Test
    void readsSignedTicketOfAccessRequest() {
        AnswerTicket allow = new AnswerTicket(
                new TenantId("acme"),
                AnswerTicket.Purpose.ALLOW,
                "4f1e",
                Optional.of("3c6e0b8a-9c15-4f3b-8f0e-6d1c5a7b2e90"),
                AnswerTicket.recipient("dana@acme.example"),
                "",
                Optional.empty(),
                NOON.plusSeconds(60));
        assertThat(tickets.read(tickets.sign(allow), NOON)).isEqualTo(new TicketSigner.Reading.Genuine(allow));
    }

    @Test
    void ticketContainsNoEmailAddress() {
        assertThat(tickets.sign(TICKET)).doesNotContain("dana").hasSizeLessThan(400);
        assertThat(TICKET.isFor("dana@acme.example")).isTrue();
        assertThat(TICKET.isFor("lee@acme.example")).isFalse();
    }

    @Test
    void rejectsTicketAtAndAfterExpiryTime() {
        String text = tickets.sign(TICKET);
        assertThat(tickets.read(text, NOON.plusSeconds(59))).isInstanceOf(TicketSigner.Reading.Genuine.class);
        assertThat(tickets.read(text, NOON.plusSeconds(60))).isEqualTo(new TicketSigner.Reading.Expired(TICKET));
    }

    @Test
    void rejectsTicketSignedWithAnotherKey() {
        assertThat(tickets.read(new TicketSigner(() -> List.of(OTHER)).sign(TICKET), NOON))
                .isInstanceOf(TicketSigner.Reading.Forged.class);
    }

    @Test
    void acceptsTicketSignedWithPreviousKeyWhileKeyIsConfigured() {
        String old = new TicketSigner(() -> List.of(OTHER)).sign(TICKET);
        assertThat(new TicketSigner(() -> List.of(KEY, OTHER)).read(old, NOON))
                .isInstanceOf(TicketSigner.Reading.Genuine.class);
    }

    @Test
    void rejectsTicketWithAnyCharacterChanged() {
        String text = tickets.sign(TICKET);
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(tickets.read(changed, NOON))
                    .as("character %d", i)
                    .isInstanceOf(TicketSigner.Reading.Forged.class);
        }
    }

    @Test
    void acceptsOnlyOneEncodingOfTicket() {
        String text = tickets.sign(TICKET);
        for (String other : List.of(text + "=", text + "A", " " + text, text + "\n", text.replace('.', ','), "")) {
            assertThat(tickets.read(other, NOON)).as("'%s'", other).isInstanceOf(TicketSigner.Reading.Forged.class);
        }
    }

    @Property(seed = "20261124", tries = 20_000)
    void rejectsMutatedTicket(@ForAll("mutatedTickets") String text) {
        if (!text.equals(tickets.sign(TICKET))) {
            assertThat(tickets.read(text, NOON)).isInstanceOf(TicketSigner.Reading.Forged.class);
        }
    }

    @Provide
    Arbitrary<String> mutatedTickets() {
        return InputMutations.text(tickets.sign(TICKET));
    }

    @Test
    void refusesToSignWithShortKey() {
        assertThatThrownBy(() -> new TicketSigner(() -> List.of(Secret.of("short"))).sign(TICKET))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at least 32")
                .hasMessageNotContaining("short");
    }
}
