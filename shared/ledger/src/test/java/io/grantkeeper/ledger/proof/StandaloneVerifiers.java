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

/**
 * Runs the two verifier programs that are part of the documentation. Each program is a single file and uses no
 * Grantkeeper code.
 */
final class StandaloneVerifiers {
    private static final Path DOCS = Path.of("../../docs/verify");

    private final Path folder;
    private final Class<?> program;

    /**
     * Creates an instance and compiles the Java program.
     *
     * @param folder the folder for the compiled Java program and for the proofs that the JavaScript program reads
     */
    StandaloneVerifiers(Path folder) throws ReflectiveOperationException, IOException {
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
     * The result of a verifier.
     *
     * @param exit the exit code: 0 if the proof is valid, 1 if not, 2 for incorrect usage
     * @param words the text that the verifier printed
     */
    record VerifierOutput(int exit, String words) {}

    /** Runs the Java verifier in the current process, which is faster than starting another one. */
    VerifierOutput java(String key, byte[] proof) throws ReflectiveOperationException {
        Method verify = null;
        for (Method method : program.getDeclaredMethods()) {
            verify = method.getName().equals("verify") ? method : verify;
        }
        Method read = program.getDeclaredMethod("key", String.class);
        read.setAccessible(true);
        java.util.Objects.requireNonNull(verify).setAccessible(true);
        try {
            return new VerifierOutput(0, (String) verify.invoke(null, read.invoke(null, key), proof));
        } catch (InvocationTargetException e) {
            String kind = e.getCause().getClass().getName();
            if (kind.equals("VerifyLedger$Refused")) {
                return new VerifierOutput(1, String.valueOf(e.getCause().getMessage()));
            }
            if (e.getCause() instanceof IllegalArgumentException) {
                return new VerifierOutput(2, String.valueOf(e.getCause().getMessage()));
            }
            throw e;
        }
    }

    /**
     * Runs the Java verifier as a separate process and returns standard output and standard error together, as a user
     * sees them.
     */
    VerifierOutput javaProcess(String key, String file) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return process(java.toString(), "-cp", folder.toString(), "VerifyLedger", key, file);
    }

    VerifierOutput node(String key, byte[] proof) throws IOException, InterruptedException {
        return nodeProcess(key, Files.write(folder.resolve("proof"), proof).toString());
    }

    VerifierOutput nodeProcess(String key, String file) throws IOException, InterruptedException {
        return process("node", DOCS.resolve("verify-ledger.mjs").toString(), key, file);
    }

    private static VerifierOutput process(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("%s does not terminate".formatted(String.join(" ", command)));
        }
        return new VerifierOutput(process.exitValue(), words.strip().replaceFirst("^NOT PROVED: ", ""));
    }

    static boolean isNodeInstalled() throws InterruptedException {
        try {
            return process("node", "--version").exit() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
