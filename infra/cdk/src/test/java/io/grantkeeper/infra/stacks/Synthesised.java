package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.config.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.lambda.Code;

/** The templates of an example installation, made once for all tests: some ten seconds. */
public final class Synthesised {
    private static final Map<String, Synthesised> MADE = new LinkedHashMap<>();

    private final GrantkeeperApp app;
    private final Installation installation;

    private Synthesised(Installation installation, Keeping keeping) {
        try {
            Path folder = Files.createTempDirectory("synthesised");
            this.installation = installation;
            this.app = new GrantkeeperApp(installation, standIns(folder), keeping, folder.resolve("cdk.out"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name of a file in {@code installations} */
    public static synchronized Synthesised of(String name) {
        return MADE.computeIfAbsent(name, _ -> new Synthesised(Installation.parse(document(name)), Keeping.ALWAYS));
    }

    static Synthesised toBeDestroyed(String name) {
        return new Synthesised(Installation.parse(document(name)), Keeping.UNTIL_DESTROYED);
    }

    public static String document(String name) {
        try (var in = Objects.requireNonNull(
                Synthesised.class.getResourceAsStream("/installations/" + name + ".json"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same bytes each time, so that templates are. */
    private static Bundles standIns(Path folder) throws IOException {
        Path bundle = folder.resolve("bundle.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
            ZipEntry entry = new ZipEntry("lib/stands-in-for-a-bundle.txt");
            entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            zip.write("not code".getBytes(StandardCharsets.UTF_8));
        }
        return _ -> Code.fromAsset(bundle.toString());
    }

    public GrantkeeperApp app() {
        return app;
    }

    public Installation installation() {
        return installation;
    }

    public Template data() {
        return template(0);
    }

    public Template work() {
        return template(1);
    }

    public Template watch() {
        return template(2);
    }

    private Template template(int stack) {
        return Template.fromStack(app.stacks().get(stack));
    }
}
