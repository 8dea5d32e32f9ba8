package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.owners.answers.ShortDigests;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Sends each notice once. Notices are not about findings: they announce a proposal, a completed step or an upcoming
 * date.
 */
public final class NoticeSender {
    private final ExactlyOnceDelivery delivery;
    private final AlertRecipient securityTeam;

    public NoticeSender(AlertDeliveryStore sends, List<AlertChannel> channels, AlertSettings settings, Clock clock) {
        this.delivery = new ExactlyOnceDelivery(sends, channels, settings.lease(), clock);
        this.securityTeam = settings.securityTeam();
    }

    /**
     * A notice.
     *
     * @param key a key that must be the same each time that the same notice is sent, so that nobody receives a notice
     *     twice
     * @param about the identity that the notice is about, or the function that sends it
     * @param title the title, one line
     * @param subject the subject of the notice, one clause
     * @param text the content, one sentence per element
     */
    public record Notice(
            String key, IdentityId about, Severity severity, String title, String subject, List<String> text) {
        public Notice {
            text = List.copyOf(text);
        }
    }

    /**
     * Sends a notice to the security team.
     *
     * @return whether the notice was sent; false if another worker is sending it, or if nobody can be reached
     */
    public boolean sendToTeam(TenantId tenant, Notice notice) throws ChannelException {
        return send(tenant, securityTeam, notice);
    }

    /**
     * Sends a notice to a person, or to the security team if no channel can reach the person.
     *
     * @return whether the notice was sent; false if another worker is sending it, or if nobody can be reached
     */
    public boolean send(TenantId tenant, AlertRecipient recipient, Notice notice) throws ChannelException {
        Optional<ExactlyOnceDelivery.Route> own = delivery.routeTo(recipient);
        AlertRecipient told = own.isPresent() ? recipient : securityTeam;
        Optional<ExactlyOnceDelivery.Route> way = own.isPresent() ? own : delivery.routeTo(securityTeam);
        AlertMessage message = AlertMessage.notice(
                notice.title(), notice.subject(), notice.severity(), String.join(" ", notice.text()), List.of());
        return way.isPresent()
                && delivery.send(
                        tenant,
                        ShortDigests.of("notice", notice.key(), told.email()),
                        notice.about(),
                        way.get(),
                        message);
    }
}
