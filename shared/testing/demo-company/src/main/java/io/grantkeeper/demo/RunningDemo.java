package io.grantkeeper.demo;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.local.doubles.LocalMailServer;
import io.grantkeeper.local.suite.LocalSuite;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The demo after its report, while the suite and the simulated providers are still running. */
public final class RunningDemo {
    private static final String CONFIG = "grantkeeper";
    private static final String GATEWAY_KEY = "gateway.key";

    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/[a-z]+/[A-Za-z0-9_.-]+");

    private final DemoCompany company;
    private final LocalSuite suite;
    private final DemoReport report;
    private final Optional<DemoFolder> folder;
    private int seenMail;
    private int seenSlack;

    RunningDemo(DemoCompany company, LocalSuite suite, DemoReport report, Optional<DemoFolder> folder) {
        this.company = company;
        this.suite = suite;
        this.report = report;
        this.folder = folder;
    }

    /** Returns the connections to the simulated providers. */
    List<Connection> connections() {
        return company.connections();
    }

    /** Returns the time of the simulation. */
    Instant now() {
        return company.simulator().clock().instant();
    }

    public LocalSuite suite() {
        return suite;
    }

    public DemoReport report() {
        return report;
    }

    /** Returns the addresses of the simulated providers, by title. */
    public Map<String, URI> simulated() {
        return addresses(company);
    }

    static Map<String, URI> addresses(DemoCompany company) {
        Map<String, URI> addresses = new LinkedHashMap<>();
        company.tenants().forEach(tenant -> addresses.put(tenant.title(), tenant.address()));
        return addresses;
    }

    /**
     * Returns the link from an email that asks a question about access, if the question is still open; empty if there
     * is no such email.
     */
    public Optional<URI> ownerLink() {
        return new DemoOwnerAnswers(company, suite).openQuestion();
    }

    /**
     * Returns every sentence that employees received or can read behind a link, one per line, each with the number of
     * messages and pages that contain it, and with the stored fact behind it.
     */
    public String sentences() {
        DemoFacts facts = new DemoFacts(report);
        StringBuilder lines = new StringBuilder();
        employeeSentences()
                .forEach(sentence -> lines.append(String.format(
                        Locale.ROOT,
                        "%4d  %s%n        %s%n",
                        sentence.messages(),
                        sentence.text(),
                        facts.behind(sentence.text()).orElse("a fixed text, or the preview of an answer"))));
        return lines.toString();
    }

    /** Returns every sentence that employees received or can read behind a link, most frequent first. */
    List<DemoSentences.Sentence> employeeSentences() {
        return DemoSentences.of(
                report,
                DemoCompany.SECURITY_TEAM,
                new DemoOwnerAnswers(company, suite).pages(DemoSentences.links(report, DemoCompany.SECURITY_TEAM)));
    }

    /** Returns the messages that people received since the last call, each with its recipient, subject and link. */
    public List<String> newMessages() {
        List<LocalMailServer.Received> mail = company.outbox().received();
        List<JsonNode> posted = company.slack().posted();
        List<String> messages = new ArrayList<>();
        for (LocalMailServer.Received one : mail.subList(seenMail, mail.size())) {
            messages.add("Mail to %s: %s%s".formatted(one.to(), one.subject(), link(one.text())));
        }
        for (JsonNode one : posted.subList(seenSlack, posted.size())) {
            messages.add("Slack to %s: %s%s"
                    .formatted(
                            one.path("to").asString(""),
                            one.path("text").asString(""),
                            link(one.path("blocks").toString())));
        }
        seenMail = mail.size();
        seenSlack = posted.size();
        return messages;
    }

    private static String link(String text) {
        Matcher link = LINK.matcher(text);
        return link.find() ? " " + link.group() : "";
    }

    /**
     * Writes a configuration that makes commands use this demo.
     *
     * @throws IllegalStateException if the demo has no folder
     */
    public Written writeConfiguration() {
        DemoFolder files = folder.orElseThrow(() -> new IllegalStateException("the demo has no folder"));
        Path config = files.configure(
                CONFIG,
                DemoCompany.TENANT.value(),
                company.tenants(),
                (_, secret) -> secret,
                company.sections(suite.address().orElseThrow(), files::secret));
        files.secret(GATEWAY_KEY, company.gatewayKey());
        return new Written(config, files.data(), files.ledgerKeys(), config.resolveSibling(GATEWAY_KEY));
    }

    /**
     * The files of a demo.
     *
     * @param gatewayKey the file with the key of the gateway that asks the decision point
     */
    public record Written(Path config, Path data, Path ledgerKeys, Path gatewayKey) {
        /** Returns the options that make a command use the demo's data. */
        public List<String> options() {
            return List.of("--config", config.toString(), "--data", data.toString());
        }
    }
}
