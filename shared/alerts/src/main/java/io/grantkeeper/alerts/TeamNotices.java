package io.grantkeeper.alerts;

import io.grantkeeper.answers.Digests;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.SendStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Tells somebody of something that is no finding, once: a proposal, a step that was taken, a date to come. */
public final class TeamNotices {
    private final Delivery delivery;
    private final Recipient securityTeam;

    public TeamNotices(SendStore sends, List<AlertChannel> channels, AlertSettings settings, Clock clock) {
        this.delivery = new Delivery(sends, channels, settings.lease(), clock);
        this.securityTeam = settings.securityTeam();
    }

    /**
     * What is told.
     *
     * @param key the same for the same notice: whoever has it already is not told again
     * @param about the identity that it is about, or the function that tells of it
     * @param title one line
     * @param subject what it is about, a clause
     * @param text what is to be said, one sentence each
     */
    public record Notice(
            String key, IdentityId about, Severity severity, String title, String subject, List<String> text) {
        public Notice {
            text = List.copyOf(text);
        }
    }

    /** @return whether it is out; false where another worker is sending it, or nobody can be reached */
    public boolean tellTeam(TenantId tenant, Notice notice) throws ChannelException {
        return tell(tenant, securityTeam, notice);
    }

    /** Tells a person; the security team where no channel reaches them. */
    public boolean tell(TenantId tenant, Recipient recipient, Notice notice) throws ChannelException {
        Optional<Delivery.Way> own = delivery.to(recipient);
        Recipient told = own.isPresent() ? recipient : securityTeam;
        Optional<Delivery.Way> way = own.isPresent() ? own : delivery.to(securityTeam);
        AlertMessage message = new AlertMessage(
                notice.title(),
                notice.subject(),
                notice.severity(),
                String.join(" ", notice.text()),
                List.of(),
                List.of(),
                "",
                List.of(),
                "",
                List.of());
        return way.isPresent()
                && delivery.send(
                        tenant,
                        Digests.of("notice", notice.key(), told.email()),
                        notice.about(),
                        way.get(),
                        message);
    }
}
