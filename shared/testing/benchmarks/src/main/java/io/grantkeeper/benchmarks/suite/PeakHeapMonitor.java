package io.grantkeeper.benchmarks.suite;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Monitors how much heap is in use right after each garbage collection, and records the peak. The peak shows how much
 * memory the work needs, not how much the process was given.
 */
final class PeakHeapMonitor {
    private final AtomicLong most = new AtomicLong();
    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());

    private PeakHeapMonitor() {}

    static PeakHeapMonitor start() {
        PeakHeapMonitor watch = new PeakHeapMonitor();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, _) -> {
                                if (notification
                                        .getType()
                                        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
                                    watch.onCollection((CompositeData) notification.getUserData());
                                }
                            },
                            null,
                            null);
        }
        return watch;
    }

    private void onCollection(CompositeData data) {
        long used = GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> heapPools.contains(pool.getKey()))
                .map(Map.Entry::getValue)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        most.accumulateAndGet(used, Math::max);
    }

    /** Runs a garbage collection, starts a new peak measurement, and returns the number of bytes in use. */
    long reset() {
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        most.set(used);
        return used;
    }

    /** Returns the peak in bytes. */
    long peak() {
        return most.get();
    }
}
