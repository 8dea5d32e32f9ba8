package io.grantkeeper.demo;

import io.grantkeeper.functions.runreview.RunReviewRequest;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.local.doubles.LocalMailServer;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.owners.answers.slack.SlackButtonClick;
import io.grantkeeper.owners.answers.slack.SlackRequestSignature;
import io.grantkeeper.simulator.slack.SlackMessagingDouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Simulates people of the company who answer through the links and buttons in the messages that they received. */
final class DemoOwnerAnswers {
    private static final Pattern REVOKE =
            Pattern.compile("Revoke [^:\\n]{1,60}:\\n(?: {4}(?!http)[^\\n]*\\n){0,9} {4}(http\\S+)");
    private static final Pattern QUESTION = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/answers/[^\\s>)]+");
    private static final Pattern REVIEW = Pattern.compile("Open the review:\\s+(\\S+)");
    private static final Pattern HIDDEN = Pattern.compile("name=\"(t-[0-9a-f]+)\" value=\"([^\"]+)\"");

    private final DemoCompany company;
    private final LocalSuite suite;
    private final HttpClient browser = HttpClient.newHttpClient();

    DemoOwnerAnswers(DemoCompany company, LocalSuite suite) {
        this.company = company;
        this.suite = suite;
    }

    /**
     * Follows the "revoke" link in an email, reads the page, and confirms. Uses the first email with a page that can be
     * opened and that lists an API call that revokes the access. Returns whether there was such an email.
     */
    boolean byMail() {
        for (LocalMailServer.Received mail : company.outbox().received()) {
            Matcher link = REVOKE.matcher(mail.text());
            if (link.find()) {
                URI page = URI.create(link.group(1));
                HttpResponse<String> shown = fetch(page);
                if (shown.statusCode() == 200 && shown.body().contains("Call: ")) {
                    post(page, Map.of());
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the pages behind links. Reading a page changes nothing. */
    List<String> pages(Collection<URI> links) {
        return links.stream()
                .map(this::fetch)
                .filter(page -> page.statusCode() == 200)
                .map(HttpResponse::body)
                .toList();
    }

    /** Returns the first link in an email that opens a page on which its recipient can still answer. */
    Optional<URI> openQuestion() {
        return company.outbox().received().stream()
                .flatMap(mail -> QUESTION.matcher(mail.text()).results())
                .map(link -> URI.create(link.group()))
                .filter(page -> {
                    HttpResponse<String> shown = fetch(page);
                    return shown.statusCode() == 200 && shown.body().contains("<form");
                })
                .findFirst();
    }

    /**
     * Clicks "keep" in the first Slack message whose question is still open. Returns whether there was such a message.
     */
    boolean bySlack() {
        for (JsonNode message : company.slack().posted()) {
            if (message.path("blocks").toString().contains(SlackButtonClick.ACTION + OwnerAnswer.KEEP.code())) {
                byte[] body = company.slack()
                        .click(
                                message,
                                SlackButtonClick.ACTION + OwnerAnswer.KEEP.code(),
                                SlackMessagingDouble.recipient(message));
                String at = String.valueOf(company.simulator().clock().instant().getEpochSecond());
                HttpRequest request = HttpRequest.newBuilder(address("/slack/actions"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Slack-Request-Timestamp", at)
                        .header("X-Slack-Signature", SlackRequestSignature.sign(company.slackSigningSecret(), at, body))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
                if (send(request).statusCode() == 200 && isAnsweredThrough("slack")) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isAnsweredThrough(String through) {
        return answers(DemoCompany.TENANT).stream()
                .anyMatch(answer -> answer.through().equals(through));
    }

    /**
     * Starts a small review, answers "keep" for the first half of the items on the page of the first person who was
     * invited, and closes the review. Returns the review's id, or empty if no review was opened.
     */
    Optional<String> review(TenantId tenant) {
        List<String> opened = suite.runReview(
                        new RunReviewRequest(tenant, Optional.of("openai"), Optional.empty(), Optional.empty()))
                .opened();
        suite.escalate();
        Optional<URI> invitation = invitation();
        invitation.ifPresent(page -> {
            Map<String, String> form = new LinkedHashMap<>();
            Matcher hidden = HIDDEN.matcher(fetch(page).body());
            List<String> questions = new ArrayList<>();
            while (hidden.find()) {
                form.put(hidden.group(1), hidden.group(2));
                questions.add(hidden.group(1).substring(2));
            }
            questions
                    .subList(0, (questions.size() + 1) / 2)
                    .forEach(id -> form.put("a-" + id, OwnerAnswer.KEEP.code()));
            post(page, form);
        });
        opened.forEach(id ->
                suite.runReview(new RunReviewRequest(tenant, Optional.empty(), Optional.empty(), Optional.of(id))));
        return opened.stream().findFirst();
    }

    private Optional<URI> invitation() {
        for (LocalMailServer.Received mail : company.outbox().received()) {
            Matcher link = REVIEW.matcher(mail.text());
            if (link.find()) {
                return Optional.of(URI.create(link.group(1)));
            }
        }
        for (JsonNode message : company.slack().posted()) {
            for (JsonNode block : message.path("blocks")) {
                for (JsonNode element : block.path("elements")) {
                    if (element.path("url").asString("").contains("/reviews/")) {
                        return Optional.of(URI.create(element.path("url").asString("")));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Returns all answers so far, oldest first. */
    List<DemoReport.Said> answers(TenantId tenant) {
        return suite
                .stores()
                .questions()
                .concluded(tenant, Instant.EPOCH, Instant.MAX, 500, Optional.empty())
                .items()
                .reversed()
                .stream()
                .filter(question -> question.conclusion()
                        .filter(end -> end.type() != QuestionOutcome.Type.OBSOLETE)
                        .isPresent())
                .map(question -> answers(tenant, question))
                .toList();
    }

    private DemoReport.Said answers(TenantId tenant, OwnerQuestion question) {
        QuestionOutcome end = question.conclusion().orElseThrow();
        String name = suite.stores()
                .access()
                .outline(tenant, question.identity())
                .map(identityRecord ->
                        identityRecord.identity().content().displayName().text())
                .orElse(question.identity().toString());
        return new DemoReport.Said(
                end.through(),
                end.by().flatMap(question::asked).map(QuestionRecipient::name),
                name,
                end.answer().map(OwnerAnswer::displayName).orElse("no one answered"),
                end.results());
    }

    private HttpResponse<String> fetch(URI page) {
        return send(HttpRequest.newBuilder(page).GET().build());
    }

    private void post(URI page, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(member -> member.getKey() + "=" + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> response = send(HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("the page responded with HTTP " + response.statusCode());
        }
    }

    private URI address(String path) {
        return suite.address().orElseThrow().resolve(path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return browser.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("the suite is unreachable", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calling the suite", e);
        }
    }
}
