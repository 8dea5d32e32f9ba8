package io.grantkeeper.reviews;

import io.grantkeeper.alerts.ChannelException;
import io.grantkeeper.alerts.EscalationPath;
import io.grantkeeper.alerts.ReviewNotices;
import io.grantkeeper.answers.Digests;
import io.grantkeeper.answers.IdentityState;
import io.grantkeeper.answers.SettleAnswer;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.QuestionStore;
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
 * Starts reviews when they are due, and closes them. Who is told, reminded and asked next is the business of
 * {@code Escalation}. Everything here follows from the clock and what is kept, so each run does what the last one left.
 */
public final class RunReviews {
    /** So long an alert has to put its own question first. */
    private static final Duration ALERTS_GO_FIRST = Duration.ofMinutes(15);

    private final Logger log = System.getLogger(RunReviews.class.getName());
    private final AccessStore access;
    private final FindingStore findings;
    private final QuestionStore questions;
    private final CampaignStore campaigns;
    private final EscalationPath path;
    private final SettleAnswer settle;
    private final ReviewNotices notices;
    private final Clock clock;

    public RunReviews(
            AccessStore access,
            FindingStore findings,
            QuestionStore questions,
            CampaignStore campaigns,
            EscalationPath path,
            SettleAnswer settle,
            ReviewNotices notices,
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
     * What one run did.
     *
     * @param opened campaigns that began
     * @param closed campaigns that ended
     */
    public record Run(List<String> opened, List<String> closed) {
        public Run {
            opened = List.copyOf(opened);
            closed = List.copyOf(closed);
        }
    }

    /** Starts what is due by schedule or by change, and closes what is over. */
    public Run run(TenantId tenant, List<ReviewPlan> plans) {
        Instant now = clock.instant();
        List<String> opened = new ArrayList<>();
        for (ReviewPlan plan : plans) {
            plan.scheduled(now)
                    .filter(campaign -> begin(tenant, plan, campaign))
                    .ifPresent(campaign -> opened.add(campaign.id()));
        }
        opened.addAll(beginSmall(tenant, plans, now));
        List<String> closed = new ArrayList<>();
        for (Campaign campaign : Pages.all(from -> campaigns.recent(tenant, Pages.SIZE, from))) {
            if (campaign.closedAt().isEmpty()) {
                goOn(tenant, plans, campaign).ifPresent(closed::add);
            }
        }
        return new Run(opened, closed);
    }

    /** Starts a review now, or finds the one that was started today. */
    public Campaign start(TenantId tenant, ReviewPlan plan) {
        Campaign campaign = plan.started(clock.instant());
        var _ = begin(tenant, plan, campaign);
        return campaigns.find(tenant, campaign.id()).orElseThrow();
    }

    /** Closes a review before its time: as if nobody would answer any more; access is not taken away for it. */
    public Campaign closeNow(TenantId tenant, String id) {
        Campaign campaign = campaigns
                .find(tenant, id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no review is called '%s'; see 'grantkeeper review list'".formatted(id)));
        if (campaign.closedAt().isPresent()) {
            return campaign;
        }
        try {
            close(tenant, campaign, Optional.empty());
        } catch (ChannelException e) {
            log.log(Level.WARNING, "the security team was not told that {0} is closed: {1}", id, e.reason());
        }
        return campaigns.find(tenant, id).orElseThrow();
    }

    private boolean begin(TenantId tenant, ReviewPlan plan, Campaign campaign) {
        boolean isNew = campaigns.open(tenant, campaign);
        if (isNew) {
            gather(tenant, plan, campaigns.find(tenant, campaign.id()).orElseThrow());
        }
        return isNew;
    }

    /** A campaign that was cut short while it was gathered is gathered again: each question has one id. */
    private Optional<String> goOn(TenantId tenant, List<ReviewPlan> plans, Campaign campaign) {
        try {
            if (campaign.items().isEmpty()) {
                plans.stream()
                        .filter(plan ->
                                plan.name().equals(campaign.name()) && plan.on().isEmpty())
                        .findFirst()
                        .ifPresent(plan -> gather(tenant, plan, campaign));
                return Optional.empty();
            }
            Instant now = clock.instant();
            if (now.isBefore(campaign.dueAt())) {
                return Optional.empty();
            }
            if (campaign.revokesAt().filter(now::isBefore).isPresent()) {
                lastNotices(tenant, campaign);
                return Optional.empty();
            }
            close(tenant, campaign, campaign.revokesAt().map(_ -> Answer.REVOKE));
            return Optional.of(campaign.id());
        } catch (ChannelException e) {
            log.log(Level.WARNING, "review {0} is closed in the next run: {1}", campaign.id(), e.reason());
        } catch (LostRaceException _) {
            log.log(Level.INFO, "review {0} is looked at again in the next run", campaign.id());
        }
        return Optional.empty();
    }

    private void gather(TenantId tenant, ReviewPlan plan, Campaign campaign) {
        Map<IdentityId, Asked> items = new LinkedHashMap<>();
        for (IdentitySummary identity : Pages.all(from ->
                access.identities(tenant, new IdentityQuery.OfStatus(IdentityStatus.ACTIVE), Pages.SIZE, from))) {
            if (plan.scope().includes(identity)) {
                Asked first = path.first(tenant, identity);
                if (plan.scope()
                        .department()
                        .map(department -> worksIn(tenant, first, department))
                        .orElse(true)) {
                    items.put(identity.id(), first);
                }
            }
        }
        ask(tenant, campaign, items);
    }

    /** Only when all are kept are people told, so that each gets one message. */
    private void ask(TenantId tenant, Campaign campaign, Map<IdentityId, Asked> items) {
        List<String> ids = new ArrayList<>();
        items.forEach((identity, first) -> {
            Optional<IdentityDossier> dossier = access.dossier(tenant, identity);
            if (dossier.isPresent() && IdentityState.holdsAnything(dossier.get())) {
                List<String> open = findings.openOf(tenant, identity).stream()
                        .map(Finding::key)
                        .toList();
                Question question = Question.about(
                        Digests.of("review", campaign.id(), identity.toString()),
                        identity,
                        open,
                        Optional.of(campaign.id()),
                        IdentityState.of(dossier.get()),
                        first,
                        campaign.startedAt());
                questions.open(tenant, question);
                ids.add(question.id());
            }
        });
        ids.forEach(id -> questions
                .find(tenant, id)
                .filter(question -> question.isOpen() && question.nextAt().isEmpty() && !question.isWaiting())
                .ifPresent(question -> questions.save(tenant, question.withNextAt(Optional.of(clock.instant())))));
        Campaign gathered = campaigns.save(tenant, campaign.gathered(ids.size()));
        if (ids.isEmpty()) {
            campaigns.save(tenant, gathered.closed(clock.instant()));
        }
    }

    private boolean worksIn(TenantId tenant, Asked person, String department) {
        return access.peopleByEmail(tenant, person.email()).stream()
                .anyMatch(account -> account.content()
                        .department()
                        .toOptional()
                        .filter(name -> name.toLowerCase(Locale.ROOT).equals(department.toLowerCase(Locale.ROOT)))
                        .isPresent());
    }

    /** A small review each, of what a finding of these types is about; not of whoever was asked about it already. */
    private List<String> beginSmall(TenantId tenant, List<ReviewPlan> plans, Instant now) {
        List<ReviewPlan> small =
                plans.stream().filter(plan -> !plan.on().isEmpty()).toList();
        List<String> opened = new ArrayList<>();
        if (small.isEmpty()) {
            return opened;
        }
        for (Finding finding : Pages.all(from -> findings.open(tenant, Pages.SIZE, from))) {
            if (finding.foundAt().plus(ALERTS_GO_FIRST).isAfter(now)) {
                continue;
            }
            small.stream()
                    .filter(plan -> plan.on().contains(finding.type()))
                    .findFirst()
                    .flatMap(plan -> beginSmall(tenant, plan, finding, now))
                    .ifPresent(opened::add);
        }
        return opened;
    }

    private Optional<String> beginSmall(TenantId tenant, ReviewPlan plan, Finding finding, Instant now) {
        Optional<IdentitySummary> summary = access.outline(tenant, finding.identity())
                .flatMap(IdentityDossier::summary)
                .filter(identity -> identity.status() == IdentityStatus.ACTIVE
                        && plan.scope().includes(identity));
        if (summary.isEmpty()) {
            return Optional.empty();
        }
        String id = "%s-%s"
                .formatted(
                        plan.name(),
                        Digests.of(finding.identity().toString(), finding.key()).substring(0, 12));
        Optional<Campaign> known = campaigns.find(tenant, id);
        if (known.filter(campaign -> campaign.items().isPresent()).isPresent()) {
            return Optional.empty();
        }
        Asked first = path.first(tenant, summary.get());
        boolean askedAlready = questions.of(tenant, finding.identity()).stream()
                .filter(question -> question.campaign().filter(id::equals).isEmpty())
                .anyMatch(question -> question.findings().contains(finding.key())
                        && question.asked(first.email()).isPresent());
        if (askedAlready) {
            return Optional.empty();
        }
        var _ = campaigns.open(tenant, plan.campaign(id, now));
        ask(tenant, campaigns.find(tenant, id).orElseThrow(), Map.of(finding.identity(), first));
        return Optional.of(id);
    }

    private List<Question> openOf(TenantId tenant, Campaign campaign) {
        return Pages.all(from -> questions.ofCampaign(tenant, campaign.id(), Pages.SIZE, from)).stream()
                .filter(Question::isOpen)
                .toList();
    }

    private void lastNotices(TenantId tenant, Campaign campaign) throws ChannelException {
        Map<String, List<Question>> byPerson = new LinkedHashMap<>();
        for (Question question : openOf(tenant, campaign)) {
            byPerson.computeIfAbsent(question.current().email(), _ -> new ArrayList<>())
                    .add(question);
        }
        for (List<Question> theirs : byPerson.values()) {
            var _ = notices.lastNotice(
                    tenant, campaign, theirs.getFirst().current(), names(tenant, theirs), anchor(tenant, campaign));
        }
    }

    /** @param doing what is done with what nobody answered */
    private void close(TenantId tenant, Campaign campaign, Optional<Answer> doing) throws ChannelException {
        Instant now = clock.instant();
        for (Question question : openOf(tenant, campaign)) {
            questions.save(
                    tenant, question.concluded(Conclusion.unanswered(doing, now, question.state()), Optional.of(now)));
        }
        List<Question> unanswered =
                Pages.all(from -> questions.ofCampaign(tenant, campaign.id(), Pages.SIZE, from)).stream()
                        .filter(question -> question.conclusion()
                                .filter(end -> end.type() == Conclusion.Type.UNANSWERED)
                                .isPresent())
                        .toList();
        unanswered.stream().filter(Question::isUnsettled).forEach(question -> settle.settle(tenant, question.id()));
        if (!unanswered.isEmpty()) {
            var _ = notices.closing(tenant, campaign, names(tenant, unanswered), anchor(tenant, campaign));
        }
        campaigns.save(tenant, campaign.closed(now));
    }

    private IdentityId anchor(TenantId tenant, Campaign campaign) {
        return questions
                .ofCampaign(tenant, campaign.id(), 1, Optional.empty())
                .items()
                .getFirst()
                .identity();
    }

    private List<String> names(TenantId tenant, List<Question> about) {
        return about.stream()
                .map(question -> access.outline(tenant, question.identity())
                        .map(dossier -> dossier.identity().content().displayName())
                        .orElse(question.identity().externalId()))
                .distinct()
                .sorted()
                .toList();
    }
}
