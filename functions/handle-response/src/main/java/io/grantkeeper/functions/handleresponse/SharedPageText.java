package io.grantkeeper.functions.handleresponse;

import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.basis.BasisText;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.text.HtmlWriter;
import io.grantkeeper.owners.alerts.EmployeeText;
import io.grantkeeper.owners.answers.AnswerFacts;
import io.grantkeeper.owners.answers.AnswerOption;
import io.grantkeeper.owners.answers.AnswerProviders;
import io.grantkeeper.owners.answers.AnswerRecommendation;
import io.grantkeeper.owners.answers.AnswerTimeouts;
import io.grantkeeper.owners.answers.RevocationPreview;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Text that several pages share. */
final class SharedPageText {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final AnswerProviders providers;

    private final AnswerTimeouts settings;

    SharedPageText(AnswerProviders providers, AnswerTimeouts settings) {
        this.providers = providers;
        this.settings = settings;
    }

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    static String day(Instant at) {
        return DAY.format(at);
    }

    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    /** Formats a duration in the largest unit that divides it evenly, for example "2 hours" or "90 minutes". */
    static String length(Duration length) {
        long minutes = Math.max(1, length.toMinutes());
        if (minutes % (24 * 60) == 0) {
            return count(minutes / (24 * 60), "day");
        }
        return minutes % 60 == 0 ? count(minutes / 60, "hour") : count(minutes, "minute");
    }

    private static String count(long number, String unit) {
        return number == 1 ? "1 " + unit : number + " " + unit + "s";
    }

    /**
     * Returns the facts about an identity that determine which answers to a question are possible.
     *
     * @param as the role in which the person is asked
     */
    AnswerFacts answerFacts(IdentityRecord identityRecord, OwnerQuestion question, RecipientRole as, Instant now) {
        return AnswerFacts.of(
                identityRecord,
                question.findings(),
                question.campaign().isPresent(),
                as,
                settings.approvalEnd(now),
                now,
                providers);
    }

    /** Returns the effects as a list, followed by details that the page shows only on request. */
    static HtmlWriter effects(List<String> sentences, RevocationPreview preview) {
        HtmlWriter effects = new HtmlWriter()
                .list(Stream.concat(sentences.stream(), preview.summary().stream())
                        .toList());
        if (!preview.details().isEmpty()) {
            effects.element(
                    "details",
                    new HtmlWriter()
                            .element("summary class=\"soft\"", "Technical details")
                            .list(preview.details()));
        }
        return effects;
    }

    /**
     * Returns the part of a page that describes an identity: its findings, what it can do, what it used, and the
     * recommendation.
     *
     * @param role the recipient's role; for a person who granted the access, the text about capabilities uses "you"
     * @param options the answers that are offered; a recommendation that is not among them is not shown
     * @param basis the basis of the statements about the identity's capabilities
     */
    HtmlWriter facts(
            IdentitySummary identity,
            RecipientRole role,
            List<Finding> findings,
            AnswerRecommendation recommendation,
            List<AnswerOption> options,
            StatementBasis basis) {
        UnaryOperator<String> reader =
                switch (role) {
                    case OWNER, BACKUP -> text -> text;
                    case MANAGER, SECURITY_TEAM -> EmployeeText::aboutOthers;
                };
        HtmlWriter facts = new HtmlWriter();
        facts.element(
                "p class=\"soft\"",
                "%s risk · %s in %s"
                        .formatted(
                                capital(severity(identity, findings).name().toLowerCase(Locale.ROOT)),
                                identity.ai() == AiVerdict.YES
                                        ? "AI "
                                                + identity.id()
                                                        .kind()
                                                        .displayName()
                                                        .replace("AI ", "")
                                        : capital(identity.id().kind().displayName()),
                                providers.name(identity.provider())));
        if (!findings.isEmpty()) {
            facts.element("h3", "Findings");
            facts.list(findings.stream()
                    .map(finding -> reader.apply(sentence(finding, identity)))
                    .toList());
        }
        boolean nothingNow = identity.reaches().isEmpty() && identity.status() == IdentityStatus.REQUESTED;
        facts.element("h3", identity.reachesTitle());
        facts.list(
                !identity.reaches().isEmpty()
                        ? identity.reaches().stream().map(reader).toList()
                        : List.of(nothingNow ? "The request does not state it." : "Unknown."));
        facts.element("p class=\"soft\"", BasisText.forOwner(basis, providers.name(identity.provider())));
        identity.zones()
                .filter(zones -> !zones.isEmpty())
                .ifPresent(zones -> facts.element(
                        "p",
                        "Through other apps, keys or accounts, it can get control of %s.".formatted(zones(zones))));
        HtmlWriter used = new HtmlWriter();
        used.element("dt", "Last used").element("dd", used(identity.lastUsed()));
        used.element("dt", "Usage").element("dd", identity.usageSentence());
        Optional<AnswerOption> recommended = options.stream()
                .filter(option -> recommendation.answer().equals(Optional.of(option.answer())))
                .findFirst();
        boolean keepOffered = options.stream().anyMatch(option -> option.answer() == OwnerAnswer.KEEP);
        if ((recommendation.answer().isEmpty() && keepOffered) || recommended.isPresent()) {
            used.element("dt", "Recommendation")
                    .element(
                            "dd",
                            recommendation(
                                    recommended.map(AnswerOption::label).orElse("None"),
                                    recommendation.reason(),
                                    identity.usageSentence()));
        }
        facts.element("dl", used);
        return facts;
    }

    /** Returns the highest severity of the identity and of the findings about it. */
    static Severity severity(IdentitySummary identity, List<Finding> findings) {
        return findings.stream().map(Finding::severity).reduce(identity.severity(), Severity::max);
    }

    /** Returns the recommendation with its reason, unless the page states the reason already. */
    private static String recommendation(String label, String reason, String stated) {
        return reason.equals(stated) ? label + "." : label + ". " + reason;
    }

    private static String zones(Set<String> names) {
        return String.join(
                " and ",
                names.stream()
                        .map(name -> name.equals("tier-zero") ? "a whole provider (tier zero)" : "the zone " + name)
                        .toList());
    }

    private String sentence(Finding finding, IdentitySummary identity) {
        return finding.basis()
                .map(basis -> "It %s. %s"
                        .formatted(finding.headline(), BasisText.forOwner(basis, providers.name(identity.provider()))))
                .orElseGet(() -> "It %s, seen on %s.".formatted(finding.headline(), day(finding.foundAt())));
    }

    private static String used(Timestamp moment) {
        return switch (moment) {
            case Timestamp.At(Instant at) -> day(at);
            case Timestamp.Never _ -> "never";
            case Timestamp.Unknown _ -> "unknown: no data source reports it";
        };
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Returns a page with a single message. */
    static HtmlPageResponse message(int status, String title, String... sentences) {
        HtmlWriter content = new HtmlWriter().element("h1", title);
        for (String sentence : sentences) {
            content.element("p", sentence);
        }
        return new HtmlPageResponse(status, title, content);
    }

    static HtmlPageResponse invalidLink() {
        return message(
                404,
                "This link is not valid",
                "It may have been cut off. Open it from the original message, or ask your security team.");
    }

    static HtmlPageResponse expired() {
        return message(
                410,
                "This link has expired",
                "Nothing was changed. Your security team can tell you the status of the question.");
    }
}
