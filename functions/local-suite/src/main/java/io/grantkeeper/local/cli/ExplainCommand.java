package io.grantkeeper.local.cli;

import io.grantkeeper.catalogue.AppCatalogue;
import io.grantkeeper.catalogue.ExplainApp;
import io.grantkeeper.permissions.Permissions;
import io.grantkeeper.permissions.explain.ChangeExplainer;
import io.grantkeeper.permissions.explain.PermissionExplainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(permission | change | app)",
        description = "Explains permissions, changes and apps: JSON lines in, JSON lines out.")
final class ExplainCommand {
    @Command(
            mixinStandardHelpOptions = true,
            description = "{\"provider\",\"permission\",\"kind\"} in; capabilities, breadth and escalation out.")
    int permission() throws IOException {
        PermissionExplainer explainer = new PermissionExplainer(Permissions.standard());
        return eachLine(explainer::explain);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "{\"provider\",\"before\",\"after\"} in; the verdict and what was added out.")
    int change() throws IOException {
        ChangeExplainer explainer = new ChangeExplainer(Permissions.standard());
        return eachLine(explainer::explain);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "{\"provider\",\"clientId\",\"displayName\",…} in; whether it is AI, and why, out.")
    int app() throws IOException {
        ExplainApp explainer = new ExplainApp(AppCatalogue.standard());
        return eachLine(explainer::answer);
    }

    /** Answers one line: its number and its text in, one line out. */
    @FunctionalInterface
    private interface Explainer {
        String answer(long number, String line);
    }

    private static int eachLine(Explainer explainer) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    out.println(explainer.answer(number, line));
                }
            }
        }
        out.flush();
        return 0;
    }
}
