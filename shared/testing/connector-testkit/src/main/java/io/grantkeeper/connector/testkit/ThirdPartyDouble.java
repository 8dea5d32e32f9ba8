package io.grantkeeper.connector.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A test double of a provider's API, published by a third party. It runs as a separate process in its own folder. */
public final class ThirdPartyDouble implements AutoCloseable {
    /** The version of the npm package {@code emulate} (vercel-labs, Apache-2.0) that runs on Node 20. */
    public static final String EMULATE = "emulate@0.8.0";

    private static final String LOG = "double.log";

    private final Path folder;
    private final Process process;
    private final int port;

    private ThirdPartyDouble(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /**
     * Installs npm packages in a folder.
     *
     * @return whether the installation succeeded
     */
    public static boolean install(Path folder, String... packages) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("npm", "install", "--silent", "--no-audit", "--no-fund"));
        command.addAll(List.of(packages));
        return run(folder, command.toArray(String[]::new));
    }

    /**
     * Runs a command until it ends, for at most three minutes. Returns false if it takes longer, fails or is not
     * installed.
     */
    public static boolean run(Path folder, String... command) throws InterruptedException {
        try {
            Process process = process(folder, Map.of(), command);
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException _) {
            return false; // not installed
        }
    }

    /** Starts one of the services of the npm package {@code emulate} with the given seed data. */
    public static ThirdPartyDouble emulate(Path folder, String service, String seed) throws IOException {
        return emulate(folder, "node", service, seed);
    }

    /**
     * Starts one of the services of the npm package {@code emulate} with another version of Node, for services that
     * require a newer version than the default one.
     *
     * @param node the command that runs Node
     */
    public static ThirdPartyDouble emulate(Path folder, String node, String service, String seed) throws IOException {
        Files.writeString(folder.resolve("seed.json"), seed);
        int port = freePort();
        return start(
                folder,
                port,
                Map.of(),
                node,
                "node_modules/emulate/dist/index.js",
                "start",
                "--service",
                service,
                "--seed",
                "seed.json",
                "--port",
                Integer.toString(port));
    }

    /**
     * Starts a command that listens on a port.
     *
     * @param port the port on which the command will listen
     */
    public static ThirdPartyDouble start(Path folder, int port, Map<String, String> environment, String... command)
            throws IOException {
        return new ThirdPartyDouble(folder, process(folder, environment, command), port);
    }

    private static Process process(Path folder, Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve(LOG).toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Waits until the double accepts connections. Returns false if its process ends or if it accepts none within about
     * three minutes.
     */
    public boolean awaitReady() throws InterruptedException {
        for (int attempt = 0; attempt < 1_800 && process.isAlive(); attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException _) {
                Thread.sleep(100);
            }
        }
        return false;
    }

    /** Returns the output of the double. If the double does not start, the output shows why. */
    public String log() {
        try {
            return Files.readString(folder.resolve(LOG));
        } catch (IOException e) {
            return "no output";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
