package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.ShortDigests;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Sends the notices at the end of a review: a last notice to each person who has not answered and, to the security
 * team, a list of the identities whose questions nobody answered.
 */
public final class ReviewNoticeSender {
    private final ExactlyOnceDelivery delivery;
    private final AnswerLinkFactory links;
    private final AlertRecipient securityTeam;
    private final Clock clock;

    public ReviewNoticeSender(
            AlertDeliveryStore sends,
            List<AlertChannel> channels,
            AlertSettings settings,
            AnswerLinkFactory links,
            Clock clock) {
        this.delivery = new ExactlyOnceDelivery(sends, channels, settings.lease(), clock);
        this.links = links;
        this.securityTeam = settings.securityTeam();
        this.clock = clock;
    }

    /**
     * Sends a person the last notice: nobody has confirmed that the listed identities need their access, so it will be
     * revoked. Each person receives the notice only once.
     *
     * @param names the names of the identities
     * @return whether the notice was sent; false if another worker is sending it, or if no channel can reach the person
     */
    public boolean lastNotice(
            TenantId tenant, ReviewCampaign campaign, QuestionRecipient person, List<String> names, IdentityId anchor)
            throws ChannelException {
        String day = campaign.revokesAt().map(NoticeText::day).orElse("soon");
        String page = links.reviewPage(links.review(tenant, campaign.id(), person.email(), clock.instant()));
        AlertMessage message = AlertMessage.notice(
                "Last notice: access will be revoked on " + day,
                "%s: %s".formatted(campaign.scope(), String.join(", ", names)),
                Severity.HIGH,
                "The review has ended, and nobody has confirmed that these apps and agents need their access. Their access is not approved and will be revoked on %s unless you answer before then."
                        .formatted(day),
                List.of(new AnswerChoice(
                        "open", "Open the review", AnswerChoice.Weight.PRIMARY, Optional.empty(), page)));
        AlertRecipient recipient = new AlertRecipient(person.name(), person.email(), List.of());
        return send(tenant, ShortDigests.of("review-last", campaign.id(), person.email()), recipient, anchor, message);
    }

    /**
     * Sends the security team, once per review, the list of identities whose questions nobody answered.
     *
     * @param unanswered the names of the identities
     * @return whether the notice was sent; false if another worker is sending it, or if no channel can reach the
     *     security team
     */
    public boolean closing(TenantId tenant, ReviewCampaign campaign, List<String> unanswered, IdentityId anchor)
            throws ChannelException {
        String title = "Review %s is closed: %d unanswered".formatted(campaign.id(), unanswered.size());
        AlertMessage message = AlertMessage.notice(
                title,
                "%s: %s".formatted(campaign.scope(), String.join(", ", unanswered)),
                Severity.HIGH,
                switch (campaign.unanswered()) {
                    case FLAG ->
                        "Nobody confirmed that these apps and agents need their access. Their access is not approved, but nothing was changed.";
                    case REVOKE_AFTER_GRACE ->
                        "Nobody confirmed that these apps and agents need their access, even after the last notice. Their access was due to be revoked. Run 'grantkeeper review show %s' to see the results."
                                .formatted(campaign.id());
                },
                List.of());
        return send(tenant, ShortDigests.of("review-closed", campaign.id()), securityTeam, anchor, message);
    }

    private boolean send(TenantId tenant, String id, AlertRecipient recipient, IdentityId anchor, AlertMessage message)
            throws ChannelException {
        Optional<ExactlyOnceDelivery.Route> way = delivery.routeTo(recipient);
        return way.isPresent() && delivery.send(tenant, id, anchor, way.get(), message);
    }
}
