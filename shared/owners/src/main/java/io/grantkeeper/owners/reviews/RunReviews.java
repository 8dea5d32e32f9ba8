package io.grantkeeper.owners.reviews;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.owners.alerts.ChannelException;
import io.grantkeeper.owners.alerts.EscalationPath;
import io.grantkeeper.owners.alerts.ReviewNoticeSender;
import io.grantkeeper.owners.answers.ApplyAnswer;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import io.grantkeeper.owners.answers.ShortDigests;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Starts reviews when they are due, and closes them. {@code EscalateQuestions} sends the questions and reminders and
 * escalates unanswered questions. A run depends only on the current time and on the stored data, so each run continues
 * where the previous one stopped.
 */
public final class RunReviews {
    /**
     * The delay of a review that a change triggers, so that an alert about the same change can ask its question first.
     */
    private static final Duration ALERTS_GO_FIRST = Duration.ofMinutes(15);

    /** The number of items to read per page. */
    static final int PAGE = 200;

    private final Logger log = System.getLogger(RunReviews.class.getName());
    private final AccessStore access;
    private final FindingStore findings;
    private final QuestionStore questions;
    private final CampaignStore campaigns;
    private final EscalationPath path;
    private final ApplyAnswer settle;
    private final ReviewNoticeSender notices;
    private final Clock clock;

    public RunReviews(
            AccessStore access,
            FindingStore findings,
            QuestionStore questions,
            CampaignStore campaigns,
            EscalationPath path,
            ApplyAnswer settle,
            ReviewNoticeSender notices,
            Clock clock) {
        this.access = access;
        this.findings = findings;
        this.questions = questions;
        this.campaigns = campaigns;
        this.path = path;
        this.settle = settle;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * The result of one run.
     *
     * @param opened the campaigns that were started
     * @param closed the campaigns that were closed
     */
    public record Run(List<String> opened, List<String> closed) {
        public Run {
            opened = List.copyOf(opened);
            closed = List.copyOf(closed);
        }
    }

    /** Starts the reviews that are due by schedule or because of a change, and closes those that have ended. */
    public Run run(TenantId tenant, List<ReviewPlan> plans) {
        Instant now = clock.instant();
        List<String> opened = new ArrayList<>();
        for (ReviewPlan plan : plans) {
            plan.scheduled(now)
                    .filter(campaign -> startCampaign(tenant, plan, campaign, Optional.empty()))
                    .ifPresent(campaign -> opened.add(campaign.id()));
        }
        opened.addAll(startChangeReviews(tenant, plans, now));
        List<String> closed = new ArrayList<>();
        for (ReviewCampaign campaign : StorePage.readAll(from -> campaigns.recent(tenant, PAGE, from))) {
            if (campaign.closedAt().isEmpty()) {
                advance(tenant, plans, campaign).ifPresent(closed::add);
            }
        }
        return new Run(opened, closed);
    }

    /**
     * Starts a review now, or returns the one that was already started today.
     *
     * @param within how long to collect the review's identities; empty for no limit. If the time is over first, the next
     *     {@linkplain #run run} collects them, and the returned review has no number of items yet.
     */
    public ReviewCampaign start(TenantId tenant, ReviewPlan plan, Optional<Duration> within) {
        Instant now = clock.instant();
        ReviewCampaign campaign = plan.started(now);
        // No later run collects the identities of a review that changes trigger.
        var _ = startCampaign(
                tenant, plan, campaign, within.filter(_ -> plan.on().isEmpty()).map(now::plus));
        return campaigns.find(tenant, campaign.id()).orElseThrow();
    }

    /** Closes a review before its end. Open questions count as unanswered, but no access is revoked. */
    public ReviewCampaign closeNow(TenantId tenant, String id) {
        ReviewCampaign campaign = campaigns
                .find(tenant, id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown review '%s'; run 'grantkeeper review list' to see all reviews".formatted(id)));
        if (campaign.closedAt().isPresent()) {
            return campaign;
        }
        try {
            close(tenant, campaign, Optional.empty());
        } catch (ChannelException e) {
            log.log(Level.WARNING, "could not notify the security team that review {0} is closed: {1}", id, e.reason());
        }
        return campaigns.find(tenant, id).orElseThrow();
    }

    private boolean startCampaign(TenantId tenant, ReviewPlan plan, ReviewCampaign campaign, Optional<Instant> until) {
        boolean isNew = campaigns.open(tenant, campaign);
        if (isNew) {
            collectIdentities(
                    tenant, plan, campaigns.find(tenant, campaign.id()).orElseThrow(), until);
        }
        return isNew;
    }

    /**
     * Takes the next step of a campaign that is not closed. If collecting its identities was interrupted, collects them
     * again; no question is stored twice, because its id is always the same.
     *
     * @return the campaign's id if the campaign was closed, otherwise empty
     */
    private Optional<String> advance(TenantId tenant, List<ReviewPlan> plans, ReviewCampaign campaign) {
        try {
            if (campaign.items().isEmpty()) {
                plans.stream()
                        .filter(plan ->
                                plan.name().equals(campaign.name()) && plan.on().isEmpty())
                        .findFirst()
                        .ifPresent(plan -> collectIdentities(tenant, plan, campaign, Optional.empty()));
                return Optional.empty();
            }
            Instant now = clock.instant();
            if (now.isBefore(campaign.dueAt())) {
                return Optional.empty();
            }
            if (campaign.revokesAt().filter(now::isBefore).isPresent()) {
                sendLastNotices(tenant, campaign);
                return Optional.empty();
            }
            close(tenant, campaign, campaign.revokesAt().map(_ -> OwnerAnswer.REVOKE));
            return Optional.of(campaign.id());
        } catch (ChannelException e) {
            log.log(
                    Level.WARNING,
                    "closing review {0} will be retried in the next run: {1}",
                    campaign.id(),
                    e.reason());
        } catch (ConcurrentWriteException _) {
            log.log(Level.INFO, "review {0} will be processed again in the next run", campaign.id());
        }
        return Optional.empty();
    }

    private void collectIdentities(TenantId tenant, ReviewPlan plan, ReviewCampaign campaign, Optional<Instant> until) {
        Map<IdentityId, QuestionRecipient> items = new LinkedHashMap<>();
        for (IdentitySummary identity : StorePage.readAll(
                from -> access.identities(tenant, new IdentityQuery.OfStatus(IdentityStatus.ACTIVE), PAGE, from))) {
            if (isOver(until)) {
                return;
            }
            if (plan.scope().includes(identity)) {
                QuestionRecipient first = path.first(tenant, identity);
                if (plan.scope()
                        .department()
                        .map(department -> worksIn(tenant, first, department))
                        .orElse(true)) {
                    items.put(identity.id(), first);
                }
            }
        }
        openQuestions(tenant, campaign, items, until);
    }

    private boolean isOver(Optional<Instant> until) {
        return until.filter(end -> !clock.instant().isBefore(end)).isPresent();
    }

    /** Stores all questions of a campaign before any of them is sent, so that each person gets only one message. */
    private void openQuestions(
            TenantId tenant,
            ReviewCampaign campaign,
            Map<IdentityId, QuestionRecipient> items,
            Optional<Instant> until) {
        List<String> ids = new ArrayList<>();
        items.forEach((identity, first) -> {
            if (isOver(until)) {
                return;
            }
            Optional<IdentityRecord> identityRecord = access.identityRecord(tenant, identity);
            if (identityRecord.isPresent() && IdentityStateDigest.holdsAccess(identityRecord.get())) {
                List<String> open = findings.openByIdentity(tenant, identity).stream()
                        .map(Finding::key)
                        .toList();
                OwnerQuestion question = OwnerQuestion.about(
                        ShortDigests.of("review", campaign.id(), identity.toString()),
                        identity,
                        open,
                        Optional.of(campaign.id()),
                        IdentityStateDigest.of(identityRecord.get()),
                        first,
                        campaign.startedAt());
                questions.open(tenant, question);
                ids.add(question.id());
            }
        });
        if (isOver(until)) {
            log.log(Level.INFO, "the next run collects the remaining identities of review {0}", campaign.id());
            return;
        }
        ids.forEach(id -> questions
                .find(tenant, id)
                .filter(question -> question.isOpen() && question.nextAt().isEmpty() && !question.isWaiting())
                .ifPresent(question -> questions.save(tenant, question.withNextAt(Optional.of(clock.instant())))));
        ReviewCampaign gathered = campaigns.save(tenant, campaign.withItems(ids.size()));
        if (ids.isEmpty()) {
            campaigns.save(tenant, gathered.closed(clock.instant()));
        }
    }

    private boolean worksIn(TenantId tenant, QuestionRecipient person, String department) {
        return access.peopleByEmail(tenant, person.email()).stream()
                .anyMatch(account -> account.content()
                        .department()
                        .toOptional()
                        .filter(name -> name.toLowerCase(Locale.ROOT).equals(department.toLowerCase(Locale.ROOT)))
                        .isPresent());
    }

    /**
     * Starts a small review for each finding, if one is configured for the finding's type, unless the person to ask was
     * already asked about the finding.
     *
     * @return the ids of the campaigns that were started
     */
    private List<String> startChangeReviews(TenantId tenant, List<ReviewPlan> plans, Instant now) {
        List<ReviewPlan> small =
                plans.stream().filter(plan -> !plan.on().isEmpty()).toList();
        List<String> opened = new ArrayList<>();
        if (small.isEmpty()) {
            return opened;
        }
        for (Finding finding : StorePage.readAll(from -> findings.open(tenant, PAGE, from))) {
            if (finding.foundAt().plus(ALERTS_GO_FIRST).isAfter(now)) {
                continue;
            }
            small.stream()
                    .filter(plan -> plan.on().contains(finding.type()))
                    .findFirst()
                    .flatMap(plan -> startChangeReviews(tenant, plan, finding, now))
                    .ifPresent(opened::add);
        }
        return opened;
    }

    private Optional<String> startChangeReviews(TenantId tenant, ReviewPlan plan, Finding finding, Instant now) {
        Optional<IdentitySummary> summary = access.outline(tenant, finding.identity())
                .flatMap(IdentityRecord::summary)
                .filter(identity -> identity.status() == IdentityStatus.ACTIVE
                        && plan.scope().includes(identity));
        if (summary.isEmpty()) {
            return Optional.empty();
        }
        String id = "%s-%s"
                .formatted(
                        plan.name(),
                        ShortDigests.of(finding.identity().toString(), finding.key())
                                .substring(0, 12));
        Optional<ReviewCampaign> known = campaigns.find(tenant, id);
        if (known.filter(campaign -> campaign.items().isPresent()).isPresent()) {
            return Optional.empty();
        }
        QuestionRecipient first = path.first(tenant, summary.get());
        boolean askedAlready = questions.byIdentity(tenant, finding.identity()).stream()
                .filter(question -> question.campaign().filter(id::equals).isEmpty())
                .anyMatch(question -> question.findings().contains(finding.key())
                        && question.asked(first.email()).isPresent());
        if (askedAlready) {
            return Optional.empty();
        }
        var _ = campaigns.open(tenant, plan.campaign(id, now));
        openQuestions(
                tenant, campaigns.find(tenant, id).orElseThrow(), Map.of(finding.identity(), first), Optional.empty());
        return Optional.of(id);
    }

    private List<OwnerQuestion> openQuestionsOf(TenantId tenant, ReviewCampaign campaign) {
        return StorePage.readAll(from -> questions.byCampaign(tenant, campaign.id(), PAGE, from)).stream()
                .filter(OwnerQuestion::isOpen)
                .toList();
    }

    private void sendLastNotices(TenantId tenant, ReviewCampaign campaign) throws ChannelException {
        Map<String, List<OwnerQuestion>> byPerson = new LinkedHashMap<>();
        for (OwnerQuestion question : openQuestionsOf(tenant, campaign)) {
            byPerson.computeIfAbsent(question.current().email(), _ -> new ArrayList<>())
                    .add(question);
        }
        for (List<OwnerQuestion> theirs : byPerson.values()) {
            var _ = notices.lastNotice(
                    tenant, campaign, theirs.getFirst().current(), names(tenant, theirs), anchor(tenant, campaign));
        }
    }

    /**
     * Closes a campaign.
     *
     * @param doing the answer to carry out for unanswered questions, if any
     */
    private void close(TenantId tenant, ReviewCampaign campaign, Optional<OwnerAnswer> doing) throws ChannelException {
        Instant now = clock.instant();
        for (OwnerQuestion question : openQuestionsOf(tenant, campaign)) {
            questions.save(
                    tenant,
                    question.concluded(QuestionOutcome.unanswered(doing, now, question.state()), Optional.of(now)));
        }
        List<OwnerQuestion> unanswered =
                StorePage.readAll(from -> questions.byCampaign(tenant, campaign.id(), PAGE, from)).stream()
                        .filter(question -> question.conclusion()
                                .filter(end -> end.type() == QuestionOutcome.Type.UNANSWERED)
                                .isPresent())
                        .toList();
        unanswered.stream()
                .filter(OwnerQuestion::isUnsettled)
                .forEach(question -> settle.settle(tenant, question.id()));
        if (!unanswered.isEmpty()) {
            var _ = notices.closing(tenant, campaign, names(tenant, unanswered), anchor(tenant, campaign));
        }
        campaigns.save(tenant, campaign.closed(now));
    }

    private IdentityId anchor(TenantId tenant, ReviewCampaign campaign) {
        return questions
                .byCampaign(tenant, campaign.id(), 1, Optional.empty())
                .items()
                .getFirst()
                .identity();
    }

    private List<String> names(TenantId tenant, List<OwnerQuestion> about) {
        return about.stream()
                .map(question -> access.outline(tenant, question.identity())
                        .map(identityRecord -> identityRecord
                                .identity()
                                .content()
                                .displayName()
                                .text())
                        .orElse(question.identity().externalId()))
                .distinct()
                .sorted()
                .toList();
    }
}
