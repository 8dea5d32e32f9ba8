package io.grantkeeper.alerts;

import io.grantkeeper.answers.AnswerLinks;
import io.grantkeeper.answers.Digests;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.store.SendStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What is told when a review ends: the last notice to those who have not answered, the list to the security team. */
public final class ReviewNotices {
    private final Delivery delivery;
    private final AnswerLinks links;
    private final Recipient securityTeam;
    private final Clock clock;

    public ReviewNotices(
            SendStore sends, List<AlertChannel> channels, AlertSettings settings, AnswerLinks links, Clock clock) {
        this.delivery = new Delivery(sends, channels, settings.lease(), clock);
        this.links = links;
        this.securityTeam = settings.securityTeam();
        this.clock = clock;
    }

    /** "Its access is taken away on that day, unless you answer", once a person. */
    public boolean lastNotice(TenantId tenant, Campaign campaign, Asked person, List<String> names, IdentityId anchor)
            throws ChannelException {
        String day = campaign.revokesAt().map(Wording::day).orElse("soon");
        String page = links.reviewPage(links.review(tenant, campaign.id(), person.email(), clock.instant()));
        AlertMessage message = new AlertMessage(
                "Last notice: access is taken away on " + day,
                "%s: %s".formatted(campaign.scope(), String.join(", ", names)),
                Severity.HIGH,
                "The review is over and nobody has answered for these. What nobody answers is not approved: their access is taken away on %s unless you answer before."
                        .formatted(day),
                List.of(),
                List.of(),
                "",
                List.of(),
                "",
                List.of(new Choice("open", "Open the review", Choice.Weight.PRIMARY, Optional.empty(), page)));
        Recipient recipient = new Recipient(person.name(), person.email(), List.of());
        return send(tenant, Digests.of("review-last", campaign.id(), person.email()), recipient, anchor, message);
    }

    /** What nobody answered, once a review. */
    public boolean closing(TenantId tenant, Campaign campaign, List<String> unanswered, IdentityId anchor)
            throws ChannelException {
        String title = "Review %s is closed: %d not answered".formatted(campaign.id(), unanswered.size());
        AlertMessage message = new AlertMessage(
                title,
                "%s: %s".formatted(campaign.scope(), String.join(", ", unanswered)),
                Severity.HIGH,
                switch (campaign.unanswered()) {
                    case FLAG -> "Nobody answered for these. They are not approved, and nothing was changed.";
                    case REVOKE_AFTER_GRACE ->
                        "Nobody answered for these, not even after the last notice. Their access was to be taken away; 'grantkeeper review show %s' says what became of it."
                                .formatted(campaign.id());
                },
                List.of(),
                List.of(),
                "",
                List.of(),
                "",
                List.of());
        return send(tenant, Digests.of("review-closed", campaign.id()), securityTeam, anchor, message);
    }

    private boolean send(TenantId tenant, String id, Recipient recipient, IdentityId anchor, AlertMessage message)
            throws ChannelException {
        Optional<Delivery.Way> way = delivery.to(recipient);
        return way.isPresent() && delivery.send(tenant, id, anchor, way.get(), message);
    }
}
