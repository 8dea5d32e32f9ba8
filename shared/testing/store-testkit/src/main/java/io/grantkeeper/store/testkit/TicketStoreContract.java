package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.targets.ticket.AlertTicket;
import io.grantkeeper.targets.ticket.TicketStatus;
import io.grantkeeper.targets.ticket.TicketStore;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link TicketStore} must pass. */
@DisplayName("A ticket store")
public abstract class TicketStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract TicketStore store();

    private static AlertTicket ticket(String id, int minute) {
        return AlertTicket.claimed(
                id,
                "security-jira",
                "Jira",
                appId("notely"),
                "shadow-ai/notely",
                "Notely can read all of your mail",
                minute(minute),
                minute(minute + 2));
    }

    @Test
    void doesNotOverwriteTicketWithSameId() {
        assertThat(store().open(tenant, ticket("gk-a", 0))).isTrue();
        assertThat(store().open(tenant, ticket("gk-a", 5))).isFalse();
        assertThat(store().find(tenant, "gk-a")).contains(ticket("gk-a", 0).withVersion(1));
        assertThat(store().find(tenant, "gk-b")).isEmpty();
        assertThat(store().find(freshTenant(), "gk-a")).isEmpty();
    }

    @Test
    void storesEveryFactOfTicket() {
        store().open(tenant, ticket("gk-a", 0));
        AlertTicket changed = ticket("gk-a", 0)
                .withReference("SEC-12", Optional.of("https://acme.atlassian.net/browse/SEC-12"))
                .withEvent(TicketStatus.HANDLED, minute(3), minute(4))
                .withVersion(1);
        AlertTicket saved = store().save(tenant, changed);
        assertThat(saved).isEqualTo(changed.withVersion(2));
        assertThat(store().find(tenant, "gk-a")).contains(saved);
    }

    @Test
    void rejectsWriteBasedOnOldVersion() {
        store().open(tenant, ticket("gk-a", 0));
        AlertTicket read = store().find(tenant, "gk-a").orElseThrow();
        store().save(tenant, read.withStatus(TicketStatus.OPEN, minute(1)));
        assertThatThrownBy(() -> store().save(tenant, read.withStatus(TicketStatus.CLOSED, minute(2))))
                .isInstanceOf(ConcurrentWriteException.class);
        assertThatThrownBy(() -> store().save(tenant, ticket("gk-never-opened", 0)))
                .isInstanceOf(ConcurrentWriteException.class);
        assertThat(store().find(tenant, "gk-a").map(AlertTicket::status)).contains(TicketStatus.OPEN);
    }

    @Test
    void listsLiveTicketsOldestFirst() {
        store().open(tenant, ticket("gk-c", 3));
        store().open(tenant, ticket("gk-a", 1));
        store().open(tenant, ticket("gk-b", 2));
        AlertTicket ended = store().find(tenant, "gk-b").orElseThrow();
        AlertTicket closed = store().save(tenant, ended.withStatus(TicketStatus.CLOSED, minute(9)));
        assertThat(StorePage.readAll(from -> store().live(tenant, 1, from)))
                .extracting(AlertTicket::id)
                .containsExactly("gk-a", "gk-c");
        store().save(tenant, closed.nextRound("Notely", minute(10), minute(12)));
        assertThat(StorePage.readAll(from -> store().live(tenant, 2, from)))
                .extracting(AlertTicket::id)
                .containsExactly("gk-a", "gk-c", "gk-b");
    }

    @Test
    void listsAllTicketsOfOneTenantNewestFirst() {
        store().open(tenant, ticket("gk-a", 1));
        store().open(tenant, ticket("gk-c", 3));
        store().open(tenant, ticket("gk-b", 2));
        AlertTicket rejected = store().find(tenant, "gk-b").orElseThrow();
        store().save(tenant, rejected.rejected("Jira answered 401", minute(4)));
        assertThat(StorePage.readAll(from -> store().recent(tenant, 2, from)))
                .extracting(AlertTicket::id)
                .containsExactly("gk-c", "gk-b", "gk-a");
        assertThat(store().recent(freshTenant(), 9, Optional.empty()).items()).isEmpty();
    }
}
