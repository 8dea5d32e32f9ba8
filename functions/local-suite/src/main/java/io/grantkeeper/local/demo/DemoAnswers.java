package io.grantkeeper.local.demo;

import io.grantkeeper.answers.slack.SlackClick;
import io.grantkeeper.answers.slack.SlackSignature;
import io.grantkeeper.functions.runreview.RunReviewRequest;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.local.doubles.MailOutbox;
import io.grantkeeper.local.suite.Suite;
import io.grantkeeper.simulator.slack.SlackDouble;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** People of the company answer as people do: over the links and buttons that they were sent, and through nothing else. */
final class DemoAnswers {
    private static final Pattern REVOKE = Pattern.compile("Revoke it:\\s+(\\S+)");
    private static final Pattern REVIEW = Pattern.compile("Open the review:\\s+(\\S+)");
    private static final Pattern HIDDEN = Pattern.compile("name=\"(t-[0-9a-f]+)\" value=\"([^\"]+)\"");

    private final DemoCompany company;
    private final Suite suite;
    private final HttpClient browser = HttpClient.newHttpClient();

    DemoAnswers(DemoCompany company, Suite suite) {
        this.company = company;
        this.suite = suite;
    }

    /**
     * Somebody follows the "revoke" link of a mail, reads the page, and confirms; the first one that a call can do, and
     * whose identity is what it was when the mail was sent.
     */
    boolean byMail() {
        for (MailOutbox.Received mail : company.outbox().received()) {
            Matcher link = REVOKE.matcher(mail.text());
            if (link.find()) {
                URI page = URI.create(link.group(1));
                HttpResponse<String> shown = look(page);
                if (shown.statusCode() == 200 && shown.body().contains("Call: ")) {
                    post(page, Map.of());
                    return true;
                }
            }
        }
        return false;
    }

    /** Somebody presses "keep" in Slack, at the first message whose question is still open. */
    boolean bySlack() {
        for (JsonNode message : company.slack().posted()) {
            if (message.path("blocks").toString().contains(SlackClick.ACTION + Answer.KEEP.code())) {
                byte[] body = company.slack()
                        .click(message, SlackClick.ACTION + Answer.KEEP.code(), SlackDouble.recipient(message));
                String at = String.valueOf(company.simulator().clock().instant().getEpochSecond());
                HttpRequest request = HttpRequest.newBuilder(address("/slack/actions"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Slack-Request-Timestamp", at)
                        .header("X-Slack-Signature", SlackSignature.sign(company.slackSigningSecret(), at, body))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
                if (send(request).statusCode() == 200 && isSaid("slack")) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isSaid(String through) {
        return said(DemoCompany.TENANT).stream()
                .anyMatch(answer -> answer.through().equals(through));
    }

    /** A small review is started; whoever gets the first invitation keeps the first half of the page. It is closed then. */
    Optional<String> review(TenantId tenant) {
        List<String> opened = suite.runReview(new RunReviewRequest(tenant, Optional.of("openai"), Optional.empty()))
                .opened();
        suite.escalate();
        Optional<URI> invitation = invitation();
        invitation.ifPresent(page -> {
            Map<String, String> form = new LinkedHashMap<>();
            Matcher hidden = HIDDEN.matcher(look(page).body());
            List<String> questions = new ArrayList<>();
            while (hidden.find()) {
                form.put(hidden.group(1), hidden.group(2));
                questions.add(hidden.group(1).substring(2));
            }
            questions.subList(0, (questions.size() + 1) / 2).forEach(id -> form.put("a-" + id, Answer.KEEP.code()));
            post(page, form);
        });
        opened.forEach(id -> suite.runReview(new RunReviewRequest(tenant, Optional.empty(), Optional.of(id))));
        return opened.stream().findFirst();
    }

    private Optional<URI> invitation() {
        for (MailOutbox.Received mail : company.outbox().received()) {
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

    /** All that was said so far, oldest first. */
    List<DemoReport.Said> said(TenantId tenant) {
        return suite
                .stores()
                .questions()
                .concluded(tenant, Instant.EPOCH, Instant.MAX, 500, Optional.empty())
                .items()
                .reversed()
                .stream()
                .filter(question -> question.conclusion()
                        .filter(end -> end.type() != Conclusion.Type.OBSOLETE)
                        .isPresent())
                .map(question -> said(tenant, question))
                .toList();
    }

    private DemoReport.Said said(TenantId tenant, Question question) {
        Conclusion end = question.conclusion().orElseThrow();
        String name = suite.stores()
                .access()
                .outline(tenant, question.identity())
                .map(dossier -> dossier.identity().content().displayName())
                .orElse(question.identity().toString());
        return new DemoReport.Said(
                end.through(),
                end.by().flatMap(question::asked).map(Asked::name),
                name,
                end.answer().map(Answer::words).orElse("nobody answered"),
                end.results());
    }

    private HttpResponse<String> look(URI page) {
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
            throw new IllegalStateException("the page answered with HTTP " + response.statusCode());
        }
    }

    private URI address(String path) {
        return suite.address().orElseThrow().resolve(path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return browser.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("the suite could not be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calling the suite", e);
        }
    }
}
