package io.grantkeeper.cli;

import io.grantkeeper.behavior.PlaceDatabase;
import io.grantkeeper.behavior.explain.ActivityExplainer;
import io.grantkeeper.behavior.explain.ActivityExplainer.Reading;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Answers input lines, each of which contains an activity. Two threads parse the lines, and one thread answers them in
 * order. If no more lines are waiting, a line is answered immediately.
 */
final class ActivityLineExplainer {
    private static final int MOST_AT_ONCE = 256;
    private static final int MOST_BATCHES = 8;
    private static final int PARSERS = 2;

    private ActivityLineExplainer() {}

    /**
     * Answers every line of standard input.
     *
     * @param files the files of IP address blocks that the operator names
     * @return the exit code
     */
    static int answer(List<Path> files, Clock clock) throws IOException {
        PlaceDatabase places = new PlaceDatabase();
        TerminalOutput messages = TerminalOutput.errors();
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                messages.line("--places: the file %s cannot be read; name a file of JSON lines or a .mmdb file"
                        .formatted(file.getFileName()));
                return 2;
            }
            places.read(file);
        }
        places.faults().forEach(messages::line);
        ActivityExplainer explainer = new ActivityExplainer(mappers(), places, clock);
        BlockingQueue<Future<List<Reading>>> parsed = new ArrayBlockingQueue<>(MOST_BATCHES);
        ByteLines in = new ByteLines(System.in, ActivityExplainer.MAX_LINE);
        try (ExecutorService workers = Executors.newFixedThreadPool(PARSERS + 1)) {
            Future<Integer> written = workers.submit(() -> write(explainer, parsed));
            long number = 0;
            List<byte[]> lines;
            do {
                lines = waiting(in);
                List<byte[]> batch = lines;
                long before = number;
                Future<List<Reading>> reading = workers.submit(() -> read(explainer, before, batch));
                while (!parsed.offer(reading, 1, TimeUnit.SECONDS)) {
                    if (written.isDone()) {
                        return written.get(); // throws what ended the writer
                    }
                }
                number += lines.size();
            } while (!lines.isEmpty());
            return written.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Answers batches in order until an empty batch marks the end of the input. */
    private static int write(ActivityExplainer explainer, BlockingQueue<Future<List<Reading>>> parsed)
            throws InterruptedException, ExecutionException {
        TerminalOutput out = TerminalOutput.documents();
        for (List<Reading> batch = parsed.take().get();
                !batch.isEmpty();
                batch = parsed.take().get()) {
            StringBuilder answers = new StringBuilder(100 * batch.size());
            for (Reading reading : batch) {
                answers.append(answers.isEmpty() ? "" : "\n").append(explainer.answer(reading));
            }
            out.json(answers.toString());
            if (parsed.isEmpty()) {
                out.flush();
            }
        }
        out.flush();
        return 0;
    }

    private static Map<String, ActivityMapper> mappers() {
        Map<String, ActivityMapper> mappers = new HashMap<>();
        for (Connector connector : ConnectorRegistry.standard().all()) {
            connector
                    .activities()
                    .ifPresent(mapper -> mappers.put(connector.provider().value(), mapper));
        }
        return mappers;
    }

    /**
     * Waits for a line, and returns it together with the lines that are already waiting; empty at the end of the input.
     */
    private static List<byte[]> waiting(ByteLines in) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        do {
            byte[] line = in.next();
            if (line == null) {
                break;
            }
            lines.add(line);
        } while (lines.size() < MOST_AT_ONCE && in.isReady());
        return lines;
    }

    private static List<Reading> read(ActivityExplainer explainer, long before, List<byte[]> lines) {
        List<Reading> readings = new ArrayList<>(lines.size());
        for (byte[] line : lines) {
            readings.add(explainer.read(before + readings.size() + 1, line));
        }
        return readings;
    }
}
