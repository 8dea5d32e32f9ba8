package io.grantkeeper.ledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/** The two programs in the documentation, as anybody would run them: one file each, and nothing of ours. */
final class StandAlone {
    private static final Path DOCS = Path.of("../../docs/verify");

    private final Path folder;
    private final Class<?> program;

    /** @param folder where the Java one is compiled to, and proofs are put for the other */
    StandAlone(Path folder) throws ReflectiveOperationException, IOException {
        this.folder = folder;
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        String source = DOCS.resolve("VerifyLedger.java").toString();
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, complaints, complaints, "-d", folder.toString(), "-cp", "", source);
        if (compiled != 0) {
            throw new IllegalStateException(complaints.toString(UTF_8));
        }
        this.program = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null).loadClass("VerifyLedger");
    }

    /**
     * What a verifier said.
     *
     * @param exit 0 where it is proved, 1 where not, 2 for wrong use
     */
    record Said(int exit, String words) {}

    /** In the process that we are in: quick. */
    Said java(String key, byte[] proof) throws ReflectiveOperationException {
        Method verify = null;
        for (Method method : program.getDeclaredMethods()) {
            verify = method.getName().equals("verify") ? method : verify;
        }
        Method read = program.getDeclaredMethod("key", String.class);
        read.setAccessible(true);
        java.util.Objects.requireNonNull(verify).setAccessible(true);
        try {
            return new Said(0, (String) verify.invoke(null, read.invoke(null, key), proof));
        } catch (InvocationTargetException e) {
            String kind = e.getCause().getClass().getName();
            if (kind.equals("VerifyLedger$Refused")) {
                return new Said(1, String.valueOf(e.getCause().getMessage()));
            }
            if (e.getCause() instanceof IllegalArgumentException) {
                return new Said(2, String.valueOf(e.getCause().getMessage()));
            }
            throw e;
        }
    }

    /** As a process of its own: what a person sees, on both streams. */
    Said javaProcess(String key, String file) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return process(java.toString(), "-cp", folder.toString(), "VerifyLedger", key, file);
    }

    Said node(String key, byte[] proof) throws IOException, InterruptedException {
        return nodeProcess(key, Files.write(folder.resolve("proof"), proof).toString());
    }

    Said nodeProcess(String key, String file) throws IOException, InterruptedException {
        return process("node", DOCS.resolve("verify-ledger.mjs").toString(), key, file);
    }

    private static Said process(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("%s does not end".formatted(String.join(" ", command)));
        }
        return new Said(process.exitValue(), words.strip().replaceFirst("^NOT PROVED: ", ""));
    }

    static boolean nodeIsThere() throws InterruptedException {
        try {
            return process("node", "--version").exit() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
