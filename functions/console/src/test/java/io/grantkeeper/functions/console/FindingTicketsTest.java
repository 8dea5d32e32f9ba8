package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.targets.ticket.AlertTicket;
import io.grantkeeper.targets.ticket.TicketStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What other systems report about findings. */
class FindingTicketsTest extends ConsoleFixture {
    private void handled(String id, String url) {
        AlertTicket ticket = AlertTicket.claimed(
                        id,
                        "security-jira",
                        "Jira",
                        NOTES,
                        "f1",
                        "App notes",
                        ModelSamples.NOON,
                        ModelSamples.minute(5))
                .withReference("SEC-12", Optional.of(url))
                .withStatus(TicketStatus.HANDLED, ModelSamples.minute(9));
        assertThat(tickets.open(TENANT, ticket)).isTrue();
    }

    private JsonNode ticket() {
        return json(get(ConsoleRole.VIEWER, "/findings"))
                .path("items")
                .path(1)
                .path("tickets")
                .path(0);
    }

    @Test
    void showsThatFindingWasHandledElsewhere() {
        handled("t1", "https://acme.example/browse/SEC-12");
        assertThat(ticket().path("product").asString("")).isEqualTo("Jira");
        assertThat(ticket().path("status").asString("")).isEqualTo("handled");
        assertThat(ticket().path("reference").asString("")).isEqualTo("SEC-12");
        assertThat(ticket().path("url").asString("")).isEqualTo("https://acme.example/browse/SEC-12");
    }

    @Test
    void linksOnlyToHttpsPages() {
        handled("t1", "javascript:alert(1)");
        assertThat(ticket().path("reference").asString("")).isEqualTo("SEC-12");
        assertThat(ticket().path("url").isNull()).isTrue();
    }
}
