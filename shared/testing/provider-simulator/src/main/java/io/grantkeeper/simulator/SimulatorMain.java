package io.grantkeeper.simulator;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.company.SimulatedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Runs the doubles of the demo company's providers as a standalone program. Press Enter to simulate the next
 * day; end the input to stop.
 */
public final class SimulatorMain {

    private SimulatorMain() {}

    /**
     * Starts the simulator.
     *
     * @param arguments the ports for GitHub and Google, or none to use any free ports
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 0 && arguments.length != 2) {
            System.err.println("Give two ports, one for GitHub and one for Google, or none to use any free ports");
            System.exit(2);
        }
        int gitHub = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
        int google = arguments.length == 0 ? 0 : Integer.parseInt(arguments[1]);
        Company company = Company.demo(SimulatedClock.runningFrom(Company.START));
        try (ProviderSimulator simulator = ProviderSimulator.start(
                        company, SimulatorOptions.defaults().withPorts(gitHub, google));
                var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            printSummary(simulator, System.out);
            while (input.readLine() != null) {
                for (SimulatedEvent fact : simulator.stepDay()) {
                    System.out.println(company.clock().instant() + "  " + fact.summary());
                }
            }
        }
    }

    private static void printSummary(ProviderSimulator simulator, PrintStream out) throws IOException {
        Path folder = Files.createTempDirectory(
                "grantkeeper-simulator",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        folder.toFile().deleteOnExit();
        SimulatorCredentials credentials = simulator.credentials();
        writeTemporary(folder.resolve("github-app.pem"), credentials.gitHubPrivateKeyPkcs1Pem());
        writeTemporary(folder.resolve("github-owner-token"), credentials.gitHubOwnerToken());
        writeTemporary(folder.resolve("google-service-account.json"), credentials.googleKeyFileJson());
        out.println("Company      " + simulator.company().name() + " ("
                + simulator.company().domain() + ")");
        out.println("GitHub       " + simulator.github() + "  organisation "
                + simulator.company().gitHub().organization().login());
        out.println("  app        " + credentials.gitHubClientId() + "  installation "
                + credentials.gitHubInstallationId());
        out.println("Google       " + simulator.google());
        out.println("  tokens     " + simulator.googleToken());
        out.println("  acts for   " + credentials.googleAdministrator());
        out.println("Credentials  " + folder);
        out.println("Press Enter for the next day, Ctrl-D to stop.");
    }

    /** Writes a file that is deleted when the simulator ends, because the keys in the file become useless then. */
    private static void writeTemporary(Path file, String text) throws IOException {
        Files.writeString(file, text);
        file.toFile().deleteOnExit();
    }
}
