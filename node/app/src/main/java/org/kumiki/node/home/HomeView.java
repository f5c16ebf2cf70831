package org.kumiki.node.home;

import java.util.List;
import org.kumiki.node.participation.StudyRow;

/**
 * What the first page shows.
 *
 * @param trouble what stands between this node and the coordinator, in English; empty if nothing
 * @param obstacle why nothing leaves yet, in English; empty if nothing is in the way
 * @param ledgerInOrder whether all that others saw of the release ledger is still there
 * @param certificateDays whole days that the node's certificate counts
 * @param certificateAlarm why somebody should look at it, in English; empty if nobody need
 * @param roster the version in force here, 0 before the first
 * @param readsStudies whether the person's role lets it see studies
 * @param waiting for a decision
 * @param running approved and not ended
 */
public record HomeView(
    String trouble,
    String obstacle,
    boolean ledgerInOrder,
    long certificateDays,
    String certificateAlarm,
    int roster,
    long vectorsSent,
    long vectorBytesSent,
    boolean readsStudies,
    List<StudyRow> waiting,
    List<StudyRow> running) {}
