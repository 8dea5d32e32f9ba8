package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.PosturePage;
import io.grantkeeper.reports.PostureReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code grantkeeper posture}: shows the numbers that a board of directors asks for. */
@Command(
        name = "posture",
        description = "Counts identities: by kind, without owner, unapproved, drifted, or with old credentials.")
final class PostureCommand extends ServerCapableCommand {
    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one HTML page to print.")
    private Optional<Path> html = Optional.empty();

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        PostureReport report = PostureReport.of(
                config.tenant(),
                stores.access(),
                stores.findings(),
                workspace().clock().instant());
        html.ifPresent(
                file -> write(file, PosturePage.html(report, config.tenant().value())));
        output().print(report, report::print);
        return 0;
    }

    private static void write(Path file, String page) {
        try {
            Files.writeString(file, page, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("--html %s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }
}
