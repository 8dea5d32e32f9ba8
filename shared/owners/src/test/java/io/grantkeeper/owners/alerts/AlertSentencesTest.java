package io.grantkeeper.owners.alerts;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;
import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.owners.alerts.mail.MailChannel;
import io.grantkeeper.owners.alerts.slack.SlackChannel;
import io.grantkeeper.owners.alerts.slack.SlackMessagingClient;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.TicketSigner;
import io.grantkeeper.property.testkit.SentenceReview;
import io.grantkeeper.property.testkit.SentenceTemplates;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryAlertDeliveryStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that each sentence in alerts and notices states only facts from the rows that the sentence is about. */
class AlertSentencesTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final IdentityId NOTES = ModelSamples.appId("notes");
    private static final AlertRecipient TEAM = new AlertRecipient("Security", "security@acme.example", List.of());

    private static final SlackChannel SLACK = new SlackChannel(new SlackMessagingClient(
            HttpClient.newHttpClient(), URI.create("http://127.0.0.1:9/"), () -> Secret.of("unused")));

    private record Alert(
            AlertRecipient recipient,
            IdentitySummary identity,
            List<Finding> findings,
            List<IdentitySummary> elsewhere) {}

    private record Asked(OwnerQuestion question) {}

    private record Answered(OwnerQuestion question, QuestionOutcome end, IdentitySummary identity) {}

    private record Invitation(ReviewCampaign campaign, List<String> names, QuestionRecipient person, boolean again) {}

    private record Receipt(QuestionOutcome end, IdentitySummary identity) {}

    private record Leadership(Person owner, Person manager, IdentitySummary identity) {}

    private record Named(Person owner, String by) {}

    private static IdentitySummary summary(AiVerdict ai) {
        return ModelSamples.summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA))
                .withRecognition(ai, Optional.empty(), List.of());
    }

    private static Finding finding(String key) {
        return ModelSamples.finding(NOTES, key, Severity.HIGH);
    }

    private static Finding unapproved() {
        return finding(FindingType.SHADOW_AI, "is an AI app that nobody has approved");
    }

    private static Finding drifted() {
        return finding(
                FindingType.DRIFTED,
                "can " + "read and ".repeat(20) + "change all of your mail",
                List.of("read your calendar events"));
    }

    private static Finding finding(FindingType type, String headline) {
        return finding(type, headline, List.of());
    }

    private static Finding finding(FindingType type, String headline, List<String> before) {
        Finding found = finding("f");
        return new Finding(
                found.key(),
                found.identity(),
                type,
                found.severity(),
                found.status(),
                headline,
                before,
                List.of(),
                List.of(),
                found.advice(),
                found.cause(),
                found.affected(),
                found.foundAt(),
                found.closedAt(),
                found.sendId());
    }

    private static List<String> texts(AlertMessage message) {
        List<String> texts = new ArrayList<>(List.of(message.title(), message.subject(), message.why(), message.use()));
        texts.addAll(message.reaches());
        texts.addAll(message.elsewhere());
        String mail = new MailChannel((_, _, _) -> "", "acme.example").render(message);
        String slack = SLACK.render(message);
        texts.add(mail.replace("\\n", "\n").replace("\\\"", "'"));
        texts.add(slack.replace("\\n", "\n").replace("\\\"", "'"));
        return texts;
    }

    private static List<String> alert(Alert alert) {
        return texts(new AlertComposer(provider -> "the product " + provider, PersonId::externalId)
                .compose(
                        alert.recipient(),
                        alert.identity(),
                        alert.findings(),
                        alert.elsewhere(),
                        AlertQuestion.Asked.NOTHING));
    }

    private static List<String> why(Asked asked) {
        return NoticeText.why(asked.question(), asked.question().asked().size() - 1);
    }

    private static List<String> invitation(Invitation invitation) {
        return texts(NoticeText.review(
                invitation.campaign(),
                invitation.names(),
                new AlertRecipient(
                        invitation.person().name(),
                        invitation.person().email(),
                        invitation.person().why()),
                invitation.again(),
                _ -> "https://acme.example/reviews/t"));
    }

    private static List<String> lastNotices(Invitation invitation) {
        List<String> texts = new ArrayList<>();
        var sender = new ReviewNoticeSender(
                new InMemoryAlertDeliveryStore(new InMemoryFindingStore()),
                List.of(new CapturingChannel(texts)),
                new AlertSettings(Severity.LOW, TEAM, Duration.ofMinutes(1), 5),
                new AnswerLinkFactory(
                        URI.create("https://acme.example"),
                        new TicketSigner(() -> List.of(Secret.of("a test key that protects nothing at all"))),
                        Duration.ofDays(30)),
                new ManualClock(NOON));
        try {
            var _ = sender.lastNotice(TENANT, invitation.campaign(), invitation.person(), invitation.names(), NOTES);
            var _ = sender.closing(TENANT, invitation.campaign(), invitation.names(), NOTES);
        } catch (ChannelException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }

    /** A channel that adds the texts of each message to a list. */
    private record CapturingChannel(List<String> texts) implements AlertChannel {
        @Override
        public String name() {
            return "capture";
        }

        @Override
        public Optional<String> addressOf(AlertRecipient recipient) {
            return Optional.of("someone");
        }

        @Override
        public String render(AlertMessage message) {
            texts.addAll(AlertSentencesTest.texts(message));
            return "";
        }

        @Override
        public String deliver(AlertDelivery send, boolean mayHaveBeenSent) {
            return "receipt";
        }
    }

    private static InMemoryAccessStore people(Person... people) {
        InMemoryAccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());
        Stream.of(people)
                .forEach(person ->
                        access.apply(TENANT, ModelSamples.batch(NOON, new AccessObservation.PersonObserved(person))));
        return access;
    }

    private static List<String> chain(Leadership leadership) {
        return new AlertRecipientResolver(people(leadership.owner(), leadership.manager()), TEAM)
                .chain(TENANT, leadership.identity(), Optional.empty(), List.of())
                .flatMap(candidate -> candidate.recipient().why().stream())
                .toList();
    }

    private static List<String> suggested(Leadership leadership) {
        return new AlertRecipientResolver(people(leadership.owner(), leadership.manager()), TEAM)
                .suggestions(TENANT, leadership.identity())
                .flatMap(person -> person.evidence().stream())
                .toList();
    }

    private static List<String> named(Named named) {
        return new EscalationPath(people(named.owner()), new InMemoryFindingStore(), TEAM, new ManualClock(NOON))
                .byEmail(TENANT, ModelSamples.email(DANA), named.by())
                .orElseThrow()
                .why();
    }

    private static QuestionRecipient recipient(String name) {
        return QuestionRecipient.planned(
                name,
                name.toLowerCase(Locale.ROOT) + "@acme.example",
                RecipientRole.OWNER,
                List.of("you installed it"),
                NOON);
    }

    private static Asked asked(QuestionRecipient first) {
        return new Asked(OwnerQuestion.about("q", NOTES, List.of("a"), Optional.empty(), "state", first, NOON)
                .withAsked(recipient("Erin")));
    }

    private static QuestionOutcome outcome(OwnerAnswer answer) {
        return QuestionOutcome.answered(
                answer, "dana@acme.example", "email", NOON, Optional.of(NOON.plus(Duration.ofDays(90))), "state");
    }

    private static ReviewCampaign campaign(ReviewCampaign.Unanswered unanswered, Optional<Instant> revokesAt) {
        return ModelSamples.campaign(unanswered, revokesAt);
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(number -> "App " + number).toList();
    }

    @Test
    void sentencesStateOnlyFactsFromTheirRows() {
        AlertRecipient dana = new AlertRecipient("Dana", "dana@acme.example", List.of("you installed it"));
        IdentitySummary app = summary(AiVerdict.YES);
        IdentitySummary many = new IdentitySummary(
                app.id(),
                app.provider(),
                app.form(),
                "Notes",
                app.status(),
                app.severity(),
                app.ai(),
                app.product(),
                app.recognition(),
                names(12),
                app.owners(),
                Timestamp.unknown(),
                Timestamp.unknown(),
                NOON,
                NOON,
                0);
        Person owner = Person.of(DANA, "Dana", KnownOrUnknown.known(ModelSamples.email(DANA)), EmploymentStatus.ACTIVE)
                .withManager(KnownOrUnknown.known(ERIN));
        Person left = Person.of(DANA, "Dana", KnownOrUnknown.known(ModelSamples.email(DANA)), EmploymentStatus.LEFT)
                .withManager(KnownOrUnknown.known(ERIN));
        Person manager =
                Person.of(ERIN, "Erin", KnownOrUnknown.known(ModelSamples.email(ERIN)), EmploymentStatus.ACTIVE);
        Instant soon = NOON.plus(Duration.ofDays(20));
        Invitation review = new Invitation(
                campaign(ReviewCampaign.Unanswered.REVOKE_AFTER_GRACE, Optional.of(soon)),
                names(10),
                recipient("Dana"),
                true);

        SentenceReview sentences = new SentenceReview(
                        SentenceTemplates.in(Path.of("src/main/java/io/grantkeeper/owners/alerts")))
                .without("Bearer …", "a header")
                .scene("alert", new Alert(dana, app, List.of(finding("a")), List.of(many)), AlertSentencesTest::alert)
                .scene(
                        "alert about two changes",
                        new Alert(dana, summary(AiVerdict.NO), List.of(finding("a"), finding("b")), List.of()),
                        AlertSentencesTest::alert)
                .scene(
                        "alert about many changes",
                        new Alert(
                                dana,
                                many,
                                names(23).stream()
                                        .map(AlertSentencesTest::finding)
                                        .toList(),
                                List.of()),
                        AlertSentencesTest::alert)
                .scene(
                        "question without a change",
                        new Alert(dana, app, List.of(), List.of()),
                        AlertSentencesTest::alert)
                .scene("passed on", asked(recipient("Dana").notified(NOON).passed(soon)), AlertSentencesTest::why)
                .scene("unreachable", asked(recipient("Dana")), AlertSentencesTest::why)
                .scene("unanswered", asked(recipient("Dana").notified(NOON)), AlertSentencesTest::why)
                .scene("reminder", recipient("Dana").notified(NOON), NoticeText::reminder)
                .scene("invitation", review, AlertSentencesTest::invitation)
                .scene("last notice", review, AlertSentencesTest::lastNotices)
                .scene(
                        "receipt",
                        new Receipt(outcome(OwnerAnswer.KEEP), app),
                        receipt -> texts(NoticeText.receipt(receipt.end(), receipt.identity())))
                .scene(
                        "unapproved AI",
                        new Alert(dana, app, List.of(unapproved()), List.of()),
                        AlertSentencesTest::alert)
                .scene("drift", new Alert(dana, app, List.of(drifted()), List.of()), AlertSentencesTest::alert)
                .scene(
                        "sender",
                        new SenderContact(Optional.of("Acme"), "Security", "security@acme.example"),
                        sender -> List.of(sender.sentence()))
                .scene(
                        "answered",
                        new Answered(asked(recipient("Dana")).question(), outcome(OwnerAnswer.KEEP), app),
                        row -> List.of(NoticeText.answered(row.question(), row.end(), row.identity())))
                .scene("not back", outcome(OwnerAnswer.TO_APPROVED), NoticeText::whyAgain)
                .scene("not removed", outcome(OwnerAnswer.REMOVE_ADDED), NoticeText::whyAgain)
                .scene("not blocked", outcome(OwnerAnswer.BLOCK), NoticeText::whyAgain)
                .scene("not denied", outcome(OwnerAnswer.DENY_REQUEST), NoticeText::whyAgain)
                .scene("not approved", outcome(OwnerAnswer.APPROVE_REQUEST), NoticeText::whyAgain)
                .scene("kept", outcome(OwnerAnswer.KEEP), NoticeText::whyAgain)
                .scene("reduced", outcome(OwnerAnswer.REDUCE), NoticeText::whyAgain)
                .scene("revoked", outcome(OwnerAnswer.REVOKE), NoticeText::whyAgain)
                .scene("owner", new Leadership(owner, manager, app), AlertSentencesTest::chain)
                .scene("suggested", new Leadership(owner, manager, app), AlertSentencesTest::suggested)
                .scene("manager", new Leadership(left, manager, app), AlertSentencesTest::chain)
                .scene("named by another person", new Named(owner, "Lee"), AlertSentencesTest::named);

        assertThat(PacingScenes.addTo(sentences).problems()).isEmpty();
    }
}
